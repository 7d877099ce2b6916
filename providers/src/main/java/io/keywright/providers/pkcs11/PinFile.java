package io.keywright.providers.pkcs11;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.providers.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;

/**
 * The file that holds a PIN: one line in UTF-8, which only the file's owner may read. It is read at each login, and nothing
 * keeps the PIN afterwards.
 */
record PinFile(Path path) {

    private static final int MOST_BYTES = 256;
    private static final byte NEWLINE = '\n';

    /**
     * A PIN as it was read.
     *
     * @param written when the file was written last
     */
    record Pin(SecretBytes digits, FileTime written) implements AutoCloseable {
        @Override
        public void close() {
            digits.close();
        }
    }

    /** @throws RootProviderException BAD_CREDENTIALS if the file is not what it must be */
    Pin read() throws RootProviderException {
        try {
            requirePrivate();
            FileTime written = Files.getLastModifiedTime(path);
            return new Pin(line(), written);
        } catch (IOException e) {
            throw new RootProviderException(
                    Reason.BAD_CREDENTIALS,
                    "The PIN file " + path + " cannot be read. Let this service's user read it, and nobody else.",
                    e);
        }
    }

    private SecretBytes line() throws IOException, RootProviderException {
        byte[] content;
        try (var in = Files.newInputStream(path)) {
            content = in.readNBytes(MOST_BYTES + 1);
        }
        try {
            boolean ended = content.length > 0 && content[content.length - 1] == NEWLINE;
            byte[] line = Arrays.copyOf(content, ended ? content.length - 1 : content.length);
            SecretBytes pin = SecretBytes.own(line);
            if (line.length == 0 || content.length > MOST_BYTES || hasNewline(line)) {
                pin.close();
                throw unusable("does not hold a PIN. Write one line into it, of 1 to 255 bytes");
            }
            return pin;
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static boolean hasNewline(byte[] line) {
        for (byte b : line) {
            if (b == NEWLINE) {
                return true;
            }
        }
        return false;
    }

    private void requirePrivate() throws IOException, RootProviderException {
        if (!FileAccess.isPrivate(path)) {
            throw unusable("is open to its group or to others. Run chmod 600 on it; if others could read it, change the"
                    + " PIN");
        }
    }

    private RootProviderException unusable(String fault) {
        return new RootProviderException(Reason.BAD_CREDENTIALS, "The PIN file " + path + " " + fault + ".");
    }
}
