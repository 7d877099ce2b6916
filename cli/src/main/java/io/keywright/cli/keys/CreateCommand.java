package io.keywright.cli.keys;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a key. */
@Command(
        name = "create",
        header = "Make a key.",
        description =
                "Without --use it may do all that its type can. keywright policy set says who may use it, and how often.")
final class CreateCommand extends ServiceCommand {

    private static final String CIPHER = "AES-";

    @Option(
            names = "--type",
            required = true,
            paramLabel = "TYPE",
            description = "RSA-2048, RSA-3072, RSA-4096, EC-P256, EC-P384, Ed25519, AES-256, HMAC-256 or ML-DSA-65.")
    private String type = "";

    @Option(
            names = "--use",
            paramLabel = "USE",
            split = ",",
            description = "What it may do: sign, verify, encrypt, decrypt.")
    private List<String> uses = List.of();

    @Option(
            names = "--alias",
            paramLabel = "NAME",
            description = "A name of your own; alias/NAME stands for the active key that has it.")
    private @Nullable String alias;

    @Option(
            names = "--valid-until",
            paramLabel = "TIME",
            description = "After this it protects nothing more, as in 2027-01-31T12:00:00.000Z.")
    private @Nullable String validUntil;

    @Option(
            names = "--protection",
            paramLabel = "WHERE",
            description = "software, or hsm: the private key never leaves a provider.")
    private @Nullable String protection;

    @Option(names = "--provider", paramLabel = "NAME", description = "Which provider keeps it; with --protection hsm.")
    private @Nullable String provider;

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    CreateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return approval.send(terminal, client, "generate", Optional.empty(), body(), sent -> client.post("keys", sent));
    }

    @Override
    protected void print(KmsAnswer answer) {
        new KeyCard(answer).print(terminal);
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("key_type", type);
        body.put("key_usage", uses.isEmpty() ? allUses() : uses);
        put(body, "key_alias", alias);
        put(body, "valid_until", validUntil);
        put(body, "protection", protection);
        put(body, "provider", provider);
        return body;
    }

    private List<String> allUses() {
        return type.startsWith(CIPHER) ? List.of("encrypt", "decrypt") : List.of("sign", "verify");
    }

    private static void put(Map<String, Object> body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
