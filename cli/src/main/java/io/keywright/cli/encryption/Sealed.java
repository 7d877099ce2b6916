package io.keywright.cli.encryption;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * What something that was sealed says of itself in the clear. It is a claim: whether it is true shows when it is opened.
 *
 * @param form what it is
 * @param keyId the version of a key that opens it
 * @param context what it is bound to, as far as it stands in it
 */
public record Sealed(String form, String keyId, Map<String, String> context) {

    private static final String FILE = "encrypted file";
    private static final String DATA_KEY = "data key";
    private static final int MOST_BYTES = 1 << 10;

    public Sealed {
        context = Map.copyOf(context);
    }

    /**
     * Of an encrypted file, of which the beginning is read, or of a wrapped data key, in Base64 or raw.
     *
     * @return empty if it is neither, or contradicts itself
     */
    public static Optional<Sealed> read(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        buffered.mark(MOST_BYTES);
        byte[] beginning = buffered.readNBytes(MOST_BYTES);
        if (FileHeader.begins(beginning)) {
            buffered.reset();
            return FileHeader.read(buffered).map(FileHeader.Read::header).flatMap(Sealed::ofFile);
        }
        return WrappedKey.keyId(beginning)
                .or(() -> WrappedKey.keyId(text(beginning)))
                .map(Sealed::ofKey);
    }

    /** Of a wrapped data key in Base64. */
    public static Optional<Sealed> ofDataKey(String base64) {
        return WrappedKey.keyId(base64).map(Sealed::ofKey);
    }

    private static Sealed ofKey(String keyId) {
        return new Sealed(DATA_KEY, keyId, Map.of());
    }

    private static Optional<Sealed> ofFile(FileHeader header) {
        return WrappedKey.keyId(header.wrapped())
                .filter(header.keyId()::equals)
                .map(keyId -> new Sealed(FILE, keyId, header.context()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1).strip();
    }
}
