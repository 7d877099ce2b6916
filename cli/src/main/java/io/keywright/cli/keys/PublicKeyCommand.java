package io.keywright.cli.keys;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.file.Output;
import io.keywright.cli.kms.KeyPath;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.cli.kms.Query;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gets a public key. */
@Command(name = "public-key", header = "Get a key's public key, as other programs read it.")
final class PublicKeyCommand extends ServiceCommand {

    /** The forms. */
    enum Form {
        pem,
        der,
        jwk;

        /** The key as a member of a JSON object. */
        Object member(byte[] publicKey) throws IOException {
            return switch (this) {
                case pem -> new String(publicKey, StandardCharsets.US_ASCII);
                case der -> Base64.getEncoder().encodeToString(publicKey);
                case jwk -> JSON.std.mapFrom(publicKey);
            };
        }
    }

    @Mixin
    private KeyParameter key = new KeyParameter();

    @Option(
            names = "--encoding",
            paramLabel = "FORM",
            description = "pem, der (SubjectPublicKeyInfo) or jwk (default: ${DEFAULT-VALUE}).")
    private Form form = Form.pem;

    @Mixin
    private Output output = new Output();

    PublicKeyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        key.path();
        if (form == Form.der && !isForPrograms()) {
            output.requireNoScreen(terminal);
        }
    }

    /** The key goes where its bytes are wanted, or becomes a part of what programs are told. */
    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        KmsAnswer shown = client.get(key.path());
        KmsClient.Current published = client.current(
                KeyPath.of(shown.text("key_id")) + "/public-key" + Query.none().with("format", form));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("key_id", shown.text("key_id"));
        members.put("key_type", shown.text("key_type"));
        members.put("encoding", form.name());
        if (output.isFile() || !isForPrograms()) {
            output.write(terminal, published.body());
        } else {
            members.put("public_key", form.member(published.body()));
        }
        members.put("receipt_id", published.receiptId());
        return new KmsAnswer(members);
    }

    @Override
    protected void print(KmsAnswer answer) {
        if (output.isFile()) {
            terminal.line(answer.text("key_id"));
            terminal.fact("type", answer.text("key_type"));
            terminal.fact("receipt", answer.text("receipt_id"));
        }
    }
}
