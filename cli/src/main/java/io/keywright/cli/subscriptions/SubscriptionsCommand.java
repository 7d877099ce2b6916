package io.keywright.cli.subscriptions;

import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What there is to do with subscriptions. */
@Command(name = "subscriptions", header = "Have events delivered, and look after it.")
public final class SubscriptionsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private SubscriptionsCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new CommandLine(new SubscriptionsCommand())
                .addSubcommand(new ListCommand(terminal))
                .addSubcommand(new ShowCommand(terminal))
                .addSubcommand(new CreateCommand(terminal))
                .addSubcommand(new ChangeCommand(terminal))
                .addSubcommand(new TestCommand(terminal))
                .addSubcommand(new RenewSecretCommand(terminal))
                .addSubcommand(new ResumeCommand(terminal))
                .addSubcommand(new DeleteCommand(terminal));
    }

    /** Without a subcommand there is nothing to do but to say which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
