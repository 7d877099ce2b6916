package io.keywright.cli.signing;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.file.Encoding;
import io.keywright.cli.file.Input;
import io.keywright.cli.keys.KeyParameter;
import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has the service check a signature. */
@Command(
        name = "verify-signature",
        header = "Check a signature of a file.",
        description = "keywright verify is another thing: it proves receipts, without the service.",
        footer = "Exit code: 0 it is right, 1 it is not, or refused, " + Connection.EXIT_CODES_END)
public final class VerifySignatureCommand extends ServiceCommand {

    /** More than any signature has, in any form. */
    private static final int MOST_BYTES = 1 << 16;

    @Mixin
    private KeyParameter key = new KeyParameter();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "What was signed; left out or -, standard input.")
    private Path file = Path.of("-");

    @Option(names = "--signature", required = true, paramLabel = "FILE", description = "The file with the signature.")
    private Path signature = Path.of("");

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            description = "Such as RS256 instead of PS256 (default: the key's first).")
    private @Nullable String algorithm;

    @Mixin
    private Encoding encoding = new Encoding();

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    public VerifySignatureCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        key.path();
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        Map<String, Object> request = new LinkedHashMap<>();
        String reference = key.reference(client, approval);
        request.put("key_id", reference);
        request.put("signature", Base64.getEncoder().encodeToString(signature()));
        request.putAll(new Content(new Input(file)).members(client, key.path()));
        if (algorithm != null) {
            request.put("algorithm", algorithm);
        }
        return approval.send(
                terminal, client, "verify", Optional.of(reference), request, sent -> client.post("verify", sent));
    }

    private byte[] signature() throws IOException {
        try (InputStream in = new Input(signature).open()) {
            return encoding.decode("The signature", in.readNBytes(MOST_BYTES));
        }
    }

    @Override
    protected void print(KmsAnswer answer) {
        String sentence = "%s, by key %s.".formatted(answer.text("algorithm"), answer.text("key_id"));
        if (answer.flag("valid")) {
            terminal.good("The signature is right: " + sentence);
        } else {
            terminal.bad("The signature is wrong: " + sentence);
        }
    }

    @Override
    protected void conclude(KmsAnswer answer) {
        if (!answer.flag("valid")) {
            throw CommandFailed.because("The signature is not one of this file by this key.");
        }
    }
}
