package io.keywright.cli.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.keywright.cli.file.Input;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** A key as a file has it. */
final class Material {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final int MOST_BYTES = 1 << 16;

    private Material() {}

    /**
     * The bytes that are wrapped: of a private key its PKCS#8, and else those of the file.
     *
     * @throws CommandFailed if it is a private key in another form, or too large for a key
     */
    static byte[] read(Input input) throws IOException {
        byte[] bytes;
        try (InputStream in = input.open()) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length == 0 || bytes.length > MOST_BYTES) {
            throw CommandFailed.badInput("There is no key in %s.".formatted(input.name()));
        }
        String text = new String(bytes, ISO_8859_1).strip();
        if (!text.startsWith("-----BEGIN ")) {
            return bytes;
        }
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw CommandFailed.badInput(
                    "%s must be a private key in PKCS#8; make it one by: openssl pkcs8 -topk8 -nocrypt -in FILE"
                            .formatted(input.name()));
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("%s is no PEM.".formatted(input.name()));
        }
    }
}
