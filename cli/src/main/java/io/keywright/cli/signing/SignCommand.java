package io.keywright.cli.signing;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.BytesOutput;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.file.Input;
import io.keywright.cli.keys.KeyParameter;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a file. */
@Command(
        name = "sign",
        header = "Sign a file of any size, or what comes through a pipe.",
        description = {
            "A file that no request could carry is hashed here, and its digest is signed: the signature is the same. Ed25519,"
                    + " ML-DSA and HMAC keys sign no digests, and files of up to 512 KiB only."
        })
public final class SignCommand extends ServiceCommand {

    private static final String SIGNATURE = "signature";

    @Mixin
    private KeyParameter key = new KeyParameter();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "What to sign; left out or -, standard input.")
    private Path file = Path.of("-");

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            description = "Such as RS256 instead of PS256 (default: the key's first).")
    private @Nullable String algorithm;

    @Mixin
    private BytesOutput output = new BytesOutput();

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    public SignCommand(Terminal terminal) {
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
        request.putAll(new Content(new Input(file)).members(client, key.path()));
        if (algorithm != null) {
            request.put("algorithm", algorithm);
        }
        return approval.send(
                terminal, client, "sign", Optional.of(reference), request, sent -> client.post("sign", sent));
    }

    /** The signature alone, unless it goes into a file. */
    @Override
    protected void print(KmsAnswer answer) {
        if (output.isFile()) {
            terminal.line(answer.text("key_id"));
            terminal.fact("algorithm", answer.text("algorithm"));
            terminal.fact("receipt", answer.text("receipt_id"));
        } else {
            output.print(terminal, answer, SIGNATURE);
        }
    }

    @Override
    protected void conclude(KmsAnswer answer) {
        output.keep(terminal, answer, SIGNATURE);
    }
}
