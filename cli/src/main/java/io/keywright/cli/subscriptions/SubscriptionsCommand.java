package io.keywright.cli.subscriptions;

import io.keywright.cli.command.CommandGroup;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What there is to do with subscriptions. */
@Command(name = "subscriptions", header = "Have events delivered, and look after it.")
public final class SubscriptionsCommand extends CommandGroup {

    private SubscriptionsCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(Terminal terminal) {
        return new SubscriptionsCommand()
                .with(
                        new ListCommand(terminal),
                        new ShowCommand(terminal),
                        new CreateCommand(terminal),
                        new ChangeCommand(terminal),
                        new TestCommand(terminal),
                        new RenewSecretCommand(terminal),
                        new ResumeCommand(terminal),
                        new DeleteCommand(terminal));
    }
}
