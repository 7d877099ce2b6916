package io.keywright.cli;

import io.keywright.cli.installation.Installation;
import io.keywright.cli.installation.Version;
import io.keywright.verifier.terminal.Complaints;
import io.keywright.verifier.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command's front door. Everything that it can do is a subcommand. */
@Command(
        name = "keywright",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        header = "Keys that a service guards, and a receipt for every use of them.",
        synopsisHeading = "%nUsage: ",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%n")
public final class Keywright implements Runnable {

    private static final String FOOTER =
            "Begin with @|bold keywright demo|@. More about a command: keywright help COMMAND";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Keywright() {}

    /** Runs a command and exits with its code, one of {@link io.keywright.verifier.terminal.ExitCode}. */
    public static void main(String[] args) {
        System.exit(run(Terminal.ofProcess(), Installation.ofProcess(), args));
    }

    /** Runs a command; answers its exit code. */
    public static int run(Terminal terminal, Installation installation, String... arguments) {
        return commandLine(terminal, new Subcommands(terminal, installation).calledBy(arguments))
                .execute(arguments);
    }

    /** The command with all of its subcommands, ready to be executed any number of times. */
    public static CommandLine commandLine(Terminal terminal, Installation installation) {
        return commandLine(terminal, new Subcommands(terminal, installation).calledBy());
    }

    private static CommandLine commandLine(Terminal terminal, Collection<Supplier<Object>> subcommands) {
        CommandLine commandLine = new CommandLine(new Keywright());
        subcommands.forEach(each -> commandLine.addSubcommand(each.get()));
        commandLine.getCommandSpec().versionProvider(new Version(terminal));
        commandLine.getCommandSpec().usageMessage().footer(FOOTER);
        Complaints.handle(commandLine, terminal);
        return commandLine
                .setColorScheme(Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    }

    /** Without a subcommand there is nothing to do but to say which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
