package jp.yagura.command.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Databases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a test once on each database. */
final class BothDatabasesExtension implements TestTemplateInvocationContextProvider {

  private static final int READERS = 2;

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    return Stream.of(Database.Dialect.values()).map(OnOne::new);
  }

  private record OnOne(Database.Dialect dialect) implements TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int invocationIndex) {
      return "on " + dialect;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new Fresh(dialect));
    }
  }

  /** One test's own database: opened when the test asks for it, gone after it. */
  private static final class Fresh implements ParameterResolver, AfterEachCallback {

    private final Database.Dialect dialect;
    private @Nullable Database database;
    private @Nullable Path folder;

    Fresh(Database.Dialect dialect) {
      this.dialect = dialect;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Database.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      Database opened = database;
      if (opened == null) {
        opened = open();
        database = opened;
      }
      return opened;
    }

    private Database open() {
      return switch (dialect) {
        case POSTGRESQL -> TestPostgres.shared().freshDatabase().open(READERS);
        case SQLITE -> {
          try {
            Path made = Files.createTempDirectory("yagura-test-");
            folder = made;
            yield Databases.sqlite(made.resolve("yagura.db"), READERS, _ -> {});
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        }
      };
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
      if (database != null) {
        database.close();
      }
      if (folder != null) {
        TestFolders.delete(folder);
      }
    }
  }
}
