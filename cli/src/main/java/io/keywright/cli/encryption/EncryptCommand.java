package io.keywright.cli.encryption;

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
import java.security.GeneralSecurityException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Encrypts a file. */
@Command(
        name = "encrypt",
        header = "Encrypt a file of any size, or what comes through a pipe.",
        description = {
            "The service makes a data key, which only it can open again; the file itself stays here, and is encrypted with"
                    + " that. docs/encrypted-files.md says how, for other programs to read."
        },
        footer = "Exit code: 0 encrypted, 1 refused or not written, " + Connection.EXIT_CODES_END)
public final class EncryptCommand extends FileCommand {

    @Mixin
    private KeyParameter key = new KeyParameter();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "What to encrypt; left out or -, standard input.")
    private Path file = Path.of("-");

    public EncryptCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        super.check();
        key.path();
        output.requireNoScreen(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        Input input = new Input(file);
        FastAes aes = FastAes.load(input.size());
        String reference = key.reference(client, approval);
        try (InputStream in = input.open();
                DataKey dataKey = DataKey.make(
                        dataKeys(client, "generate_data_key", reference, "data-keys"), reference, context.members())) {
            return written(dataKey, encrypt(input, in, dataKey, aes));
        }
    }

    private long encrypt(Input input, InputStream in, DataKey dataKey, FastAes aes) throws InterruptedException {
        byte[] header = dataKey.header().bytes();
        try (Watched watched = Watched.begin(terminal, "Encrypting", input.size(), aes)) {
            return output.write(terminal, out -> {
                out.write(header);
                watched.aead().encrypt(dataKey.key(), header, in, out);
            });
        } catch (GeneralSecurityException e) {
            throw CommandFailed.because("%s could not be encrypted: %s.".formatted(input.name(), e.getMessage()));
        }
    }
}
