package io.keywright.providers.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * How a passphrase becomes a key: PBKDF2 with HMAC-SHA256 (RFC 8018, section 5.2). Salt and iterations follow NIST SP
 * 800-132, sections 5.1 and 5.2, and the OWASP Password Storage Cheat Sheet. Written as one line of text.
 *
 * @param iterations at least {@value #LEAST_ITERATIONS}
 * @param salt at least 16 random bytes
 */
record Pbkdf2(int iterations, byte[] salt) {

    /** OWASP's figure for this function, from 2023 on. */
    static final int LEAST_ITERATIONS = 600_000;

    private static final int SALT_BYTES = 16;
    private static final String NAME = "PBKDF2WithHmacSHA256";
    private static final Pattern LINE = Pattern.compile("pbkdf2-hmac-sha256 (\\d{1,9}) ([A-Za-z0-9+/]+=*)\n");

    Pbkdf2 {
        if (iterations < LEAST_ITERATIONS || salt.length < SALT_BYTES) {
            throw new IllegalArgumentException("too few iterations, or too short a salt");
        }
    }

    static Pbkdf2 fresh(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Pbkdf2(LEAST_ITERATIONS, salt);
    }

    /** Reads what {@link #line} writes; empty if it is anything else, or too weak. */
    static Optional<Pbkdf2> parse(byte[] line) {
        Matcher parts = LINE.matcher(new String(line, US_ASCII));
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            byte[] salt = Base64.getDecoder().decode(parts.group(2));
            return Optional.of(new Pbkdf2(Integer.parseInt(parts.group(1)), salt));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    byte[] line() {
        return ("pbkdf2-hmac-sha256 " + iterations + " " + Base64.getEncoder().encodeToString(salt) + "\n")
                .getBytes(US_ASCII);
    }

    /** Takes some tenths of a second, on purpose. */
    SecretBytes derive(char[] passphrase, int keyBytes) {
        return SecretBytes.own(derive(passphrase, salt, iterations, keyBytes));
    }

    static byte[] derive(char[] passphrase, byte[] salt, int iterations, int keyBytes) {
        PBEKeySpec spec = new PBEKeySpec(passphrase, salt, iterations, keyBytes * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance(NAME).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must have " + NAME, e);
        } finally {
            spec.clearPassword();
        }
    }
}
