package io.keywright.providers.local;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The root key in a file: one line, 32 bytes in Base64, as {@code openssl rand -base64 32} writes it. */
record KeyFile(PrivateFile file) implements RootSource {

    static final int ROOT_BYTES = 32;

    private static final byte NEWLINE = '\n';

    void createIfMissing(SecureRandom random) throws RootProviderException {
        if (!file.missing()) {
            return;
        }
        byte[] root = new byte[ROOT_BYTES];
        random.nextBytes(root);
        byte[] line = line(root);
        try {
            file.create(line);
        } finally {
            Arrays.fill(root, (byte) 0);
            Arrays.fill(line, (byte) 0);
        }
    }

    @Override
    public SecretBytes load() throws RootProviderException {
        Optional<SecretBytes> root = read();
        file.requirePrivate();
        return root.orElseThrow(() -> new RootProviderException(
                Reason.WRONG_KEY_TYPE,
                file + " is not a root key: one line, 32 bytes in Base64. Put it back from your backup."));
    }

    @Override
    public void checkInPlace(SecretBytes root) throws RootProviderException {
        SecretBytes current = read().orElse(null);
        if (current == null || !root.equals(current)) {
            throw new RootProviderException(
                    Reason.UNREACHABLE, file + " was altered since it was read. Put the root key back.");
        }
        current.close();
    }

    /** Empty if the file does not hold what it must. */
    private Optional<SecretBytes> read() throws RootProviderException {
        byte[] content = file.read();
        try {
            return parse(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static Optional<SecretBytes> parse(byte[] content) {
        boolean ended = content.length > 0 && content[content.length - 1] == NEWLINE;
        byte[] base64 = Arrays.copyOf(content, ended ? content.length - 1 : content.length);
        try {
            byte[] root = Base64.getDecoder().decode(base64);
            boolean strict = root.length == ROOT_BYTES
                    && Arrays.equals(Base64.getEncoder().encode(root), base64);
            return strict ? Optional.of(SecretBytes.own(root)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        } finally {
            Arrays.fill(base64, (byte) 0);
        }
    }

    private static byte[] line(byte[] root) {
        byte[] base64 = Base64.getEncoder().encode(root);
        byte[] line = Arrays.copyOf(base64, base64.length + 1);
        line[base64.length] = NEWLINE;
        Arrays.fill(base64, (byte) 0);
        return line;
    }
}
