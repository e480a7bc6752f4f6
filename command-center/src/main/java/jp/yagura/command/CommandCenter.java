package jp.yagura.command;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The entrance: {@code CommandCenter [--config FILE]}. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Yagura command center",
            version = "1",
            description = "Errors are RFC 9457 problem documents in Japanese and English."))
public final class CommandCenter {

  private CommandCenter() {}

  public static void main(String[] args) {
    // Every column is declared with its form; the tips and the banner of jOOQ tell operators
    // nothing.
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    List<String> rest = new ArrayList<>(List.of(args));
    int at = rest.indexOf("--config");
    if (at >= 0) {
      if (at + 1 >= rest.size() || !Files.isReadable(Path.of(rest.get(at + 1)))) {
        System.err.println(
            "設定ファイルが読めません。--config の後に読めるファイルを指定してください。"
                + " / The configuration file cannot be read: give --config a readable file.");
        System.exit(2);
      }
      System.setProperty(
          "micronaut.config.files", Path.of(rest.get(at + 1)).toAbsolutePath().toString());
      rest.subList(at, at + 2).clear();
    }
    ApplicationContext context =
        Micronaut.build(rest.toArray(String[]::new))
            .mainClass(CommandCenter.class)
            .banner(false)
            .start();
    context.getBean(Readiness.class).announce();
  }
}
