package io.keywright.providers.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** A small file with credentials, which not everybody may read. */
record SecretFile(Path path) {

    private static final int MOST_BYTES = 64 * 1024;

    /**
     * All of it.
     *
     * @throws RootProviderException BAD_CREDENTIALS if it cannot be read, is open to everybody or too long
     */
    String read() throws RootProviderException {
        try (var in = Files.newInputStream(path)) {
            if (openToEverybody()) {
                throw fault("is open to everybody. Run chmod o= on it, and replace what it holds if others had access");
            }
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw fault("has more than " + MOST_BYTES + " bytes. Name the right file");
            }
            return new String(content, UTF_8);
        } catch (IOException e) {
            throw new RootProviderException(
                    Reason.BAD_CREDENTIALS, path + " cannot be read. Put it there, readable for this user.", e);
        }
    }

    private boolean openToEverybody() throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
    }

    private RootProviderException fault(String what) {
        return new RootProviderException(Reason.BAD_CREDENTIALS, path + " " + what + ".");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
