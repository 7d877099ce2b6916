package io.keywright.cli.keys;

import io.keywright.cli.file.Output;
import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.Query;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gets a public key. */
@Command(
        name = "public-key",
        header = "Get a key's public key, as other programs read it.",
        footer = Connection.EXIT_CODES,
        sortOptions = false,
        sortSynopsis = false)
final class PublicKeyCommand implements Runnable {

    /** The forms. */
    enum Form {
        pem,
        der,
        jwk
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

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    PublicKeyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String path = key.path() + "/public-key" + Query.none().with("format", form);
        if (form == Form.der) {
            output.requireNoScreen(terminal);
        }
        byte[] publicKey = connection.call(client -> client.bytes(path));
        output.write(terminal, publicKey);
    }
}
