package io.keywright.cli.keys;

import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine.Command;

/** Cancels what destroy has planned. */
@Command(
        name = "cancel-destruction",
        header = "Undo a planned destruction, as long as its time has not come.",
        description = "The key stays archived; keywright keys restore brings it back into use.")
final class CancelDestructionCommand extends KeyMove {

    CancelDestructionCommand(Terminal terminal) {
        super(terminal, "cancel-destruction", "cancel_destruction");
    }
}
