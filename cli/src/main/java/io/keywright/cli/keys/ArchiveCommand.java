package io.keywright.cli.keys;

import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine.Command;

/** Archives a key. */
@Command(
        name = "archive",
        header = "Put a key out of use.",
        description = "It still verifies and decrypts; keywright keys restore brings it back.")
final class ArchiveCommand extends KeyMove {

    ArchiveCommand(Terminal terminal) {
        super(terminal, "archive", "archive");
    }
}
