package io.keywright.cli.material;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.BytesOutput;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.encryption.WrappedKey;
import io.keywright.cli.file.Input;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens a wrapped data key. */
@Command(name = "unwrap", header = "Open a data key that was wrapped.")
final class UnwrapCommand extends ServiceCommand {

    private static final String PLAINTEXT = "plaintext";
    private static final int MOST_BYTES = 1 << 16;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "-",
            description = "The wrapped key, as data-key create printed it; left out or -, standard input.")
    private Path file = Path.of("-");

    @Option(
            names = "--context",
            paramLabel = "NAME=VALUE",
            description = "What it was bound to, exactly as it was made.")
    private Map<String, String> context = new TreeMap<>();

    @Mixin
    private BytesOutput output = new BytesOutput();

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    UnwrapCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        output.check(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        Map<String, Object> request = new LinkedHashMap<>();
        String wrapped = wrapped();
        request.put("wrapped", wrapped);
        if (!context.isEmpty()) {
            request.put("context", context);
        }
        KmsAnswer opened = approval.send(
                terminal,
                client,
                "unwrap_data_key",
                WrappedKey.keyId(wrapped),
                request,
                sent -> client.post("data-keys/unwrap", sent));
        return output.keep(terminal, opened, PLAINTEXT);
    }

    private String wrapped() throws IOException {
        try (InputStream in = new Input(file).open()) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1).strip();
            if (text.isEmpty()) {
                throw CommandFailed.badInput("There is no wrapped key in %s.".formatted(new Input(file).name()));
            }
            return text;
        }
    }

    @Override
    protected void print(KmsAnswer answer) {
        output.print(terminal, answer, PLAINTEXT);
    }
}
