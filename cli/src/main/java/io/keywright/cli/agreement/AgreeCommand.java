package io.keywright.cli.agreement;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.BytesOutput;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.keys.KeyParameter;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Agrees upon a secret. */
@Command(
        name = "agree",
        header = "Derive a secret that only you and the holder of another key have.",
        description = {
            "From a key made for agree and the other one's public key (ECDH), by HKDF with what you say here. The other one"
                    + " does the same with your public key, which 'keywright keys public-key' prints, and the same --salt,"
                    + " --info and --length. Say in --info what the secret is for, and both public keys."
        })
public final class AgreeCommand extends ServiceCommand {

    private static final String DERIVED = "derived";

    @Mixin
    private KeyParameter key = new KeyParameter();

    @Mixin
    private PeerKey peer = new PeerKey();

    @Option(
            names = "--salt",
            required = true,
            paramLabel = "BASE64",
            description = "16 to 1024 bytes, not secret, the same each time; 'keywright random' makes some.")
    private String salt = "";

    @Option(names = "--info", paramLabel = "BASE64", description = "What the secret is for.")
    private @Nullable String info;

    @Option(
            names = "--kdf",
            paramLabel = "NAME",
            description = "HKDF-SHA256 or HKDF-SHA512 (default: ${DEFAULT-VALUE}).")
    private String kdf = "HKDF-SHA256";

    @Option(names = "--length", paramLabel = "BYTES", description = "How many bytes (default: ${DEFAULT-VALUE}).")
    private int length = 32;

    @Mixin
    private BytesOutput output = new BytesOutput();

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    public AgreeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        key.path();
        output.check(terminal);
        peer.pem();
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        String reference = key.reference(client, approval);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("key_id", reference);
        request.put("public_key", peer.pem());
        request.put("kdf", kdf);
        request.put("salt", salt);
        if (info != null) {
            request.put("info", info);
        }
        request.put("length", length);
        KmsAnswer agreed = approval.send(
                terminal, client, "agree", Optional.of(reference), request, sent -> client.post("key-agreement", sent));
        return output.keep(terminal, agreed, DERIVED);
    }

    @Override
    protected void print(KmsAnswer answer) {
        output.print(terminal, answer, DERIVED);
    }
}
