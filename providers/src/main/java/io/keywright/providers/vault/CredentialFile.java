package io.keywright.providers.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** A file with a token or another credential: one line of ASCII, whoever wrote it. */
record CredentialFile(Path path) {

    private static final int MOST_BYTES = 16 * 1024;

    /** @throws RootProviderException BAD_CREDENTIALS, naming the file, never what is in it */
    String read() throws RootProviderException {
        byte[] content = content();
        try {
            String text = new String(content, US_ASCII).strip();
            if (content.length > MOST_BYTES || text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c <= '~')) {
                throw new RootProviderException(
                        Reason.BAD_CREDENTIALS, path + " must hold the credential and nothing else, on one line.");
            }
            return text;
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private byte[] content() throws RootProviderException {
        try (var in = Files.newInputStream(path)) {
            return in.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw refused("is missing; put the credential there, or set the property to where it is", e);
        } catch (IOException e) {
            throw refused("cannot be read; make it readable for this user, and only for it", e);
        }
    }

    private RootProviderException refused(String what, Exception cause) {
        return new RootProviderException(Reason.BAD_CREDENTIALS, path + " " + what + ".", cause);
    }
}
