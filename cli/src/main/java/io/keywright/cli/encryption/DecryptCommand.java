package io.keywright.cli.encryption;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.file.Input;
import io.keywright.cli.file.Output;
import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Reason;
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

/** Decrypts a file. */
@Command(
        name = "decrypt",
        header = "Decrypt what keywright encrypt has encrypted.",
        descriptionHeading = "%n",
        description = {
            "A file that was altered, cut off or added to is refused, and no file is written. Through a pipe, what is"
                    + " proved comes out as it is read: whether it was all is known at the end, by the exit code."
        },
        footer = "Exit code: 0 decrypted to the end, 1 altered, refused or not written, " + Connection.EXIT_CODES_END,
        sortOptions = false,
        sortSynopsis = false)
public final class DecryptCommand implements Runnable {

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "What to decrypt; left out or -, standard input.")
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

    public DecryptCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        Input input = new Input(file);
        try (InputStream in = input.open()) {
            FileHeader.Read read = FileHeader.read(in)
                    .orElseThrow(() -> CommandFailed.because(
                            "%s is no file that this version of keywright encrypt has made, or its beginning is altered."
                                    .formatted(input.name())));
            if (!context.holds(read.header())) {
                throw CommandFailed.because("%s was not encrypted with --context %s.".formatted(input.name(), context));
            }
            decrypt(input, in, read);
        } catch (GeneralSecurityException e) {
            throw CommandFailed.because("%s is altered, cut off or added to%s."
                    .formatted(
                            input.name(), output.isFile() ? "; nothing was written" : "; trust nothing that came out"));
        } catch (IOException e) {
            throw CommandFailed.because("%s cannot be read: %s.".formatted(input.name(), Reason.of(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailed.because("Interrupted.");
        }
    }

    private void decrypt(Input input, InputStream in, FileHeader.Read read)
            throws GeneralSecurityException, InterruptedException {
        FastAes aes = FastAes.load(input.size());
        try (DataKey dataKey = connection.call(client -> dataKey(client, read.header()));
                Watched watched = Watched.begin(terminal, "Decrypting", input.size(), aes)) {
            output.write(terminal, out -> watched.aead().decrypt(dataKey.key(), read.bytes(), in, out));
        }
    }

    private DataKey dataKey(KmsClient client, FileHeader header) throws IOException, InterruptedException {
        return DataKey.open(
                body -> approval.send(
                        terminal,
                        client,
                        "unwrap_data_key",
                        Optional.of(header.keyId()),
                        body,
                        sent -> client.post("data-keys/unwrap", sent)),
                header);
    }
}
