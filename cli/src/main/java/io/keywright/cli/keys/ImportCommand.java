package io.keywright.cli.keys;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.file.Input;
import io.keywright.cli.imports.ImportMaterial;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.model.KeywrightException;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Brings a key from elsewhere. */
@Command(
        name = "import",
        header = "Bring a key from elsewhere into the service.",
        description = {
            "It is wrapped here, for this import alone, and never sent in clear. FILE is a private key in PKCS#8, as PEM or"
                    + " DER, a JWK, or the bytes of a symmetric key."
        })
final class ImportCommand extends ServiceCommand {

    @Parameters(paramLabel = "FILE", description = "The key; - for standard input.")
    private Path file = Path.of("-");

    @Mixin
    private NewKeyOptions key = new NewKeyOptions();

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    ImportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        try (ImportMaterial material = ImportMaterial.read(new Input(file))) {
            KmsAnswer begun = approval.send(
                    terminal,
                    client,
                    "begin_import",
                    Optional.empty(),
                    key.members(),
                    sent -> client.post("keys/imports", sent));
            return client.post(
                    "keys/imports/" + begun.text("import_id"),
                    Map.of("wrapped_material", wrapped(material, begun.text("wrapping_key"))));
        }
    }

    private static String wrapped(ImportMaterial material, String wrappingKey) {
        try {
            return Base64.getEncoder().encodeToString(material.wrappedFor(wrappingKey));
        } catch (KeywrightException e) {
            throw CommandFailed.because("The service's wrapping key is none: %s".formatted(e.getMessage()));
        }
    }

    @Override
    protected void print(KmsAnswer answer) {
        new KeyCard(answer).print(terminal);
    }
}
