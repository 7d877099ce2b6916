package io.keywright.cli.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.model.pem.PemException;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A key in a file: PKCS#8 as PEM, or else the very bytes that are to be wrapped. */
record MaterialFile(Path path) {

    private static final int MOST_BYTES = 16 * 1024;
    private static final String BEGIN = "-----BEGIN ";

    /** The material, for the receiver to destroy. */
    SecretBytes read() {
        byte[] content = content();
        try {
            return isPem(content) ? fromPem(content) : SecretBytes.copyOf(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private byte[] content() {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw CommandFailed.badInput(path + " is longer than any key that can be imported.");
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw CommandFailed.badInput("%s cannot be read: %s.".formatted(path, e.getMessage()));
        }
    }

    private static boolean isPem(byte[] content) {
        return new String(content, 0, Math.min(content.length, MOST_BYTES), ISO_8859_1).contains(BEGIN);
    }

    private SecretBytes fromPem(byte[] content) {
        try {
            List<PemBlock> blocks = Pem.blocks(content);
            if (blocks.size() == 1 && blocks.getFirst().label().equals("PRIVATE KEY")) {
                return SecretBytes.own(blocks.getFirst().content());
            }
        } catch (PemException e) {
            // said below
        }
        throw CommandFailed.badInput(
                "%s is not one private key as PKCS#8 without a password (BEGIN PRIVATE KEY). Write it again with: openssl pkcs8 -topk8 -nocrypt -in %s"
                        .formatted(path, path));
    }
}
