package io.keywright.cli.keys;

import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine.Command;

/** Makes an archived key active again. */
@Command(
        name = "restore",
        header = "Bring an archived key back into use.",
        description = "A key that was rotated cannot come back: its successor is in use.")
final class RestoreCommand extends KeyMove {

    RestoreCommand(Terminal terminal) {
        super(terminal, "restore", "restore");
    }
}
