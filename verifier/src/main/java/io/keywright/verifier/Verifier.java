package io.keywright.verifier;

import io.keywright.verifier.evidence.VerifyEvidence;
import io.keywright.verifier.ledger.ArchiveFolder;
import io.keywright.verifier.ledger.VerifyLedger;
import io.keywright.verifier.receipt.VerifyReceipt;
import io.keywright.verifier.terminal.Complaints;
import io.keywright.verifier.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** All that an auditor needs, in one file: {@code java -jar keywright-verify.jar}. Asks no service and no network. */
@Command(
        name = "keywright-verify",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        header = "Check what a Keywright service has handed out, without it.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Verifier.Version.class,
        footer = {"Exit code: 0 proved, 1 not proved, 2 the input cannot be used, 3 nothing wrong, but no key to trust."
        })
public final class Verifier implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Verifier() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(commandLine(Terminal.ofProcess()).execute(arguments));
    }

    /** The command, ready to be executed any number of times. */
    public static CommandLine commandLine(Terminal terminal) {
        Runnable nothing = () -> {};
        CommandLine command = new CommandLine(new Verifier())
                .addSubcommand(named("receipt", new VerifyReceipt(terminal)))
                .addSubcommand(named("evidence", new VerifyEvidence(terminal, nothing)))
                .addSubcommand(named("ledger", new VerifyLedger(terminal, new ArchiveFolder(), nothing)));
        Complaints.handle(command, terminal);
        return command.setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    }

    /** Here the word says what is verified; in {@code keywright} that is the word before. */
    private static CommandLine named(String name, Object command) {
        return new CommandLine(command).setCommandName(name);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Which one this is. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String number =
                    Objects.requireNonNullElse(Verifier.class.getPackage().getImplementationVersion(), "development");
            return new String[] {"keywright-verify " + number};
        }
    }
}
