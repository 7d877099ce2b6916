package io.keywright.cli.encryption;

import io.keywright.cli.file.Input;
import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Reason;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Decrypts a file. */
@Command(
        name = "decrypt",
        header = "Decrypt what keywright encrypt has encrypted.",
        description = {
            "A file that was altered, cut off or added to is refused, and no file is written. Through a pipe, what is"
                    + " proved comes out as it is read: whether it was all is known at the end, by the exit code."
        },
        footer = "Exit code: 0 decrypted to the end, 1 altered, refused or not written, " + Connection.EXIT_CODES_END)
public final class DecryptCommand extends FileCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "What to decrypt; left out or -, standard input.")
    private Path file = Path.of("-");

    public DecryptCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        Input input = new Input(file);
        try (InputStream in = input.open()) {
            FileHeader.Read read = header(input, in);
            FastAes aes = FastAes.load(input.size());
            try (DataKey dataKey = dataKey(client, read.header())) {
                return written(dataKey, decrypt(input, in, dataKey, read.bytes(), aes));
            }
        }
    }

    private FileHeader.Read header(Input input, InputStream in) {
        FileHeader.Read read = read(input, in)
                .orElseThrow(() -> CommandFailed.because(
                        "%s is no file that this version of keywright encrypt has made, or its beginning is altered."
                                .formatted(input.name())));
        if (!context.holds(read.header())) {
            throw CommandFailed.because("%s was not encrypted with --context %s.".formatted(input.name(), context));
        }
        return read;
    }

    private static Optional<FileHeader.Read> read(Input input, InputStream in) {
        try {
            return FileHeader.read(in);
        } catch (IOException e) {
            throw CommandFailed.because("%s cannot be read: %s.".formatted(input.name(), Reason.of(e)));
        }
    }

    private DataKey dataKey(KmsClient client, FileHeader header) throws IOException, InterruptedException {
        return DataKey.open(dataKeys(client, "unwrap_data_key", header.keyId(), "data-keys/unwrap"), header);
    }

    private long decrypt(Input input, InputStream in, DataKey dataKey, byte[] header, FastAes aes)
            throws InterruptedException {
        try (Watched watched = Watched.begin(terminal, "Decrypting", input.size(), aes)) {
            return output.write(terminal, out -> watched.aead().decrypt(dataKey.key(), header, in, out));
        } catch (GeneralSecurityException e) {
            throw CommandFailed.because("%s is altered, cut off or added to%s."
                    .formatted(
                            input.name(), output.isFile() ? "; nothing was written" : "; trust nothing that came out"));
        }
    }
}
