package io.keywright.cli.encryption;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.file.Input;
import io.keywright.cli.file.Output;
import io.keywright.cli.keys.KeyParameter;
import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Encrypts a file. */
@Command(
        name = "encrypt",
        header = "Encrypt a file of any size, or what comes through a pipe.",
        descriptionHeading = "%n",
        description = {
            "The service makes a data key, which only it can open again; the file itself stays here, and is encrypted with"
                    + " that. docs/encrypted-files.md says how, for other programs to read."
        },
        footer = "Exit code: 0 encrypted, 1 refused or not written, " + Connection.EXIT_CODES_END,
        sortOptions = false,
        sortSynopsis = false)
public final class EncryptCommand implements Runnable {

    @Mixin
    private KeyParameter key = new KeyParameter();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "What to encrypt; left out or -, standard input.")
    private Path file = Path.of("-");

    @Mixin
    private Output output = new Output();

    @Mixin
    private EncryptionContext context = new EncryptionContext();

    @Mixin
    private Connection connection = new Connection();

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    private final Terminal terminal;

    public EncryptCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        key.path();
        output.requireNoScreen(terminal);
        Input input = new Input(file);
        FastAes aes = FastAes.load(input.size());
        try (InputStream in = input.open();
                DataKey dataKey = connection.call(this::dataKey);
                Watched watched = Watched.begin(terminal, "Encrypting", input.size(), aes)) {
            byte[] header = dataKey.header().bytes();
            output.write(terminal, out -> {
                out.write(header);
                watched.aead().encrypt(dataKey.key(), header, in, out);
            });
        } catch (IOException | GeneralSecurityException e) {
            throw CommandFailed.because("%s could not be encrypted: %s.".formatted(input.name(), e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailed.because("Interrupted.");
        }
    }

    private DataKey dataKey(KmsClient client) throws IOException, InterruptedException {
        String reference = key.reference(client, approval);
        return DataKey.make(
                body -> approval.send(
                        terminal,
                        client,
                        "generate_data_key",
                        Optional.of(reference),
                        body,
                        sent -> client.post("data-keys", sent)),
                reference,
                context.members());
    }
}
