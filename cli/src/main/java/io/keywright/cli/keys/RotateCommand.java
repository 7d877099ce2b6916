package io.keywright.cli.keys;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Terminal;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Gives a key a successor. */
@Command(
        name = "rotate",
        header = "Give a key a successor.",
        description = "The alias stands for the new key from then on; the old one still verifies and decrypts.")
final class RotateCommand extends KeyMove {

    @Option(
            names = "--emergency",
            description = "The old key may be compromised: archive it at once, without a grace period.")
    private boolean emergency;

    RotateCommand(Terminal terminal) {
        super(terminal, "rotate", "rotate");
    }

    @Override
    Map<String, Object> body() {
        return emergency ? Map.of("emergency", true) : Map.of();
    }

    @Override
    protected void print(KmsAnswer answer) {
        terminal.line(answer.text("new_key_id"));
        terminal.fact("replaces", answer.text("old_key_id"));
    }
}
