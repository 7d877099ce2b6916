package io.keywright.cli.keys;

import io.keywright.cli.command.BytesOutput;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.input.InputFile;
import io.keywright.verifier.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a key away, wrapped. */
@Command(
        name = "export",
        header = "Take a key out of the service, wrapped for whoever has another one.",
        description = {
            "Only keys that were made --exportable can be taken out. What comes is RSA-OAEP-256+AES-KWP: an AES key under the"
                    + " public key, and the material under that."
        })
final class ExportCommand extends KeyMove {

    private static final String MATERIAL = "wrapped_material";

    @Option(
            names = "--wrapping-key",
            required = true,
            paramLabel = "FILE",
            description = "The RSA public key of who gets it, PEM.")
    private Path wrappingKey = Path.of("");

    @Mixin
    private BytesOutput output = new BytesOutput();

    ExportCommand(Terminal terminal) {
        super(terminal, "export", "export");
    }

    @Override
    protected void check() {
        super.check();
        output.check(terminal);
    }

    @Override
    Map<String, Object> body() {
        return Map.of("wrapping_key", InputFile.text("--wrapping-key", wrappingKey));
    }

    @Override
    protected void print(KmsAnswer answer) {
        output.print(terminal, answer, MATERIAL);
    }

    @Override
    protected void conclude(KmsAnswer answer) {
        output.keep(terminal, answer, MATERIAL);
    }
}
