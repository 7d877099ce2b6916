package io.keywright.cli.material;

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
import java.util.TreeMap;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a data key. */
@Command(
        name = "create",
        header = "Make a data key, wrapped by a key of the service.",
        description = {
            "Prints the wrapped key, which is no secret. The key itself goes into the file that --out names, and nowhere if"
                    + " none is named; keywright data-key unwrap gives it again."
        })
final class CreateCommand extends ServiceCommand {

    @Mixin
    private KeyParameter key = new KeyParameter();

    @Option(
            names = "--bits",
            paramLabel = "N",
            description = "How long it is: 128, 256 or 512 (default: ${DEFAULT-VALUE}).")
    private int bits = 256;

    @Option(
            names = "--context",
            paramLabel = "NAME=VALUE",
            description = "What it is bound to, and needs to be opened again; any number of them, none of them secret.")
    private Map<String, String> context = new TreeMap<>();

    @Mixin
    private BytesOutput output = new BytesOutput();

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    CreateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        key.path();
        output.check(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        Map<String, Object> request = new LinkedHashMap<>();
        String reference = key.reference(client, approval);
        request.put("key_id", reference);
        request.put("key_size_bits", bits);
        request.put("plaintext", output.isFile());
        if (!context.isEmpty()) {
            request.put("context", context);
        }
        KmsAnswer made = approval.send(
                terminal,
                client,
                "generate_data_key",
                Optional.of(reference),
                request,
                sent -> client.post("data-keys", sent));
        return output.keep(terminal, made, "plaintext");
    }

    @Override
    protected void print(KmsAnswer answer) {
        terminal.line(answer.text("wrapped"));
    }
}
