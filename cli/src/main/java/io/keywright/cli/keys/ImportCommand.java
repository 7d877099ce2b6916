package io.keywright.cli.keys;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.file.Input;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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
                    + " DER, or the bytes of a symmetric key."
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
        byte[] material = Material.read(new Input(file));
        try {
            KmsAnswer begun = approval.send(
                    terminal,
                    client,
                    "begin_import",
                    Optional.empty(),
                    key.members(),
                    sent -> client.post("keys/imports", sent));
            byte[] wrapped = Transport.wrap(begun.text("wrapping_key"), material);
            return client.post(
                    "keys/imports/" + begun.text("import_id"),
                    Map.of("wrapped_material", Base64.getEncoder().encodeToString(wrapped)));
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }

    @Override
    protected void print(KmsAnswer answer) {
        new KeyCard(answer).print(terminal);
    }
}
