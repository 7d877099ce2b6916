package io.keywright.providers.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Transit makes of a plaintext: {@code vault:v}, the key's version, and Base64 behind a colon. It has one spelling only:
 * Transit itself takes {@code v0} for {@code v1}, and bits in Base64 that say nothing.
 *
 * @param version of the key, from 1
 */
record Ciphertext(String text, int version) {

    private static final Pattern FORM =
            Pattern.compile("vault:v(?<version>[1-9][0-9]{0,8}):(?<base64>[A-Za-z0-9+/]+={0,2})");

    static Optional<Ciphertext> parse(byte[] blob) {
        return parse(new String(blob, US_ASCII));
    }

    static Optional<Ciphertext> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && isCanonical(form.group("base64"))
                ? Optional.of(new Ciphertext(text, Integer.parseInt(form.group("version"))))
                : Optional.empty();
    }

    private static boolean isCanonical(String base64) {
        try {
            return Base64.getEncoder()
                    .encodeToString(Base64.getDecoder().decode(base64))
                    .equals(base64);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    byte[] bytes() {
        return text.getBytes(US_ASCII);
    }
}
