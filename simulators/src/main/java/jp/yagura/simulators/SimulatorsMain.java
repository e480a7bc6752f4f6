package jp.yagura.simulators;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import jp.yagura.shared.yaml.BadYaml;
import jp.yagura.shared.yaml.Durations;
import jp.yagura.simulators.fleet.BrokerAddress;
import jp.yagura.simulators.link.Links;
import jp.yagura.simulators.link.Timetable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `prepare`, `simulate`, `link`, `load` and `bench` on the command line. A wrong word or file ends
/// with one plain sentence and exit code 2.
@Command(
    name = "simulators",
    description = "The synthetic municipality: prepares, plays and loads.",
    mixinStandardHelpOptions = true,
    subcommands = {
      PrepareCommand.class,
      SimulateCommand.class,
      LinkCommand.class,
      LoadCommand.class,
      BenchCommand.class
    })
public final class SimulatorsMain {
  private SimulatorsMain() {}

  public static void main(String[] arguments) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, arguments));
  }

  /// @return the exit code
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new SimulatorsMain())
        .setOut(out)
        .setErr(err)
        .registerConverter(Duration.class, reading(Durations::parse))
        .registerConverter(Instant.class, reading(Instant::parse))
        .registerConverter(BrokerAddress.class, reading(BrokerAddress::parse))
        .registerConverter(Links.Listener.class, reading(Links.Listener::parse))
        .registerConverter(Timetable.class, reading(Timetable::named))
        .setParameterExceptionHandler(SimulatorsMain::complain)
        .setExecutionExceptionHandler(SimulatorsMain::explain)
        .execute(arguments);
  }

  private static int complain(CommandLine.ParameterException problem, String[] arguments) {
    var command = problem.getCommandLine();
    command.getErr().println(command.getCommandName() + ": " + problem.getMessage());
    command.getErr().println("Try --help.");
    return CommandLine.ExitCode.USAGE;
  }

  private static int explain(
      Exception problem, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
    if (!(problem instanceof IllegalArgumentException || problem instanceof BadYaml)) {
      throw problem;
    }
    command.getErr().println(command.getCommandName() + ": " + problem.getMessage());
    return CommandLine.ExitCode.USAGE;
  }

  private static <T> ITypeConverter<T> reading(ITypeConverter<T> parse) {
    return text -> {
      try {
        return parse.convert(text);
      } catch (RuntimeException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    };
  }
}
