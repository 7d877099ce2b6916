package io.keywright.cli.signing;

import io.keywright.cli.file.Input;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What is signed, as a request carries it: whole if it is small, and else its digest, if the key is of a type that signs digests.
 * The signature is the same either way.
 */
record Content(Input input) {

    /** The most that the service takes as data, if it is not configured otherwise. */
    private static final int MOST_DATA = 512 * 1024;

    private static final int PIECE = 1 << 16;

    /**
     * The members of the request that carry it.
     *
     * @param keyPath where the key is that signs, whose type is asked for where that matters
     * @throws CommandFailed if it cannot be read, or is too large for the key
     */
    Map<String, Object> members(KmsClient client, String keyPath) throws IOException, InterruptedException {
        try (InputStream in = input.open()) {
            byte[] beginning = in.readNBytes(MOST_DATA + 1);
            if (beginning.length <= MOST_DATA) {
                return Map.of("data", Base64.getEncoder().encodeToString(beginning));
            }
            String keyType = client.get(keyPath).text("key_type");
            String algorithm = digest(keyType).orElseThrow(() -> tooLarge(keyType));
            return Map.of(
                    "digest",
                    Base64.getEncoder().encodeToString(digest(algorithm, beginning, in)),
                    "digest_algorithm",
                    algorithm);
        }
    }

    /** How keys of that type hash what they sign (RFC 7518, sections 3.3 to 3.5). */
    private static Optional<String> digest(String keyType) {
        return switch (keyType) {
            case "RSA-2048", "RSA-3072", "RSA-4096", "EC-P256" -> Optional.of("SHA-256");
            case "EC-P384" -> Optional.of("SHA-384");
            default -> Optional.empty();
        };
    }

    private static byte[] digest(String algorithm, byte[] beginning, InputStream rest) throws IOException {
        MessageDigest digest = sha2(algorithm);
        digest.update(beginning);
        byte[] piece = new byte[PIECE];
        for (int read = rest.read(piece); read >= 0; read = rest.read(piece)) {
            digest.update(piece, 0, read);
        }
        return digest.digest();
    }

    private static MessageDigest sha2(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a JDK without " + algorithm, e);
        }
    }

    private CommandFailed tooLarge(String keyType) {
        return CommandFailed.badInput(
                ("%s has more than 512 KiB, and %s keys need all of it at once. Sign it with an RSA or EC key; or sign a file"
                                + " that holds its SHA-256 digest, and have those who verify compare that.")
                        .formatted(input.name(), keyType));
    }
}
