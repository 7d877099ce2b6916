package io.keywright.cli.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.keywright.cli.file.Input;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.foreign.ForeignMaterial;
import io.keywright.core.foreign.KeyTransport;
import io.keywright.core.foreign.TransportKey;
import io.keywright.model.KeyType;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.model.pem.PemException;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * A key that is to be imported: PKCS#8 as PEM, a JSON Web Key, or else the very bytes that are to be wrapped. Destroyed when
 * closed.
 */
public final class ImportMaterial implements AutoCloseable {

    private static final int MOST_BYTES = 16 * 1024;
    private static final String BEGIN = "-----BEGIN ";
    private static final CryptoProviders PROVIDERS = CryptoProviders.jdk();

    private final SecretBytes material;

    private ImportMaterial(SecretBytes material) {
        this.material = material;
    }

    /**
     * Reads a key.
     *
     * @throws CommandFailed if it cannot be read, is too long, or is a private key in another form
     */
    public static ImportMaterial read(Input input) {
        byte[] content = content(input);
        try {
            return new ImportMaterial(isPem(content) ? fromPem(input, content) : fromJwkOrBytes(input, content));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static byte[] content(Input input) {
        byte[] content;
        try (InputStream in = input.open()) {
            content = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw CommandFailed.badInput("%s cannot be read: %s.".formatted(input.name(), e.getMessage()));
        }
        if (content.length > MOST_BYTES) {
            throw CommandFailed.badInput(input.name() + " is longer than any key that can be imported.");
        }
        return content;
    }

    private static boolean isPem(byte[] content) {
        return new String(content, ISO_8859_1).contains(BEGIN);
    }

    private static SecretBytes fromPem(Input input, byte[] content) {
        try {
            List<PemBlock> blocks = Pem.blocks(content);
            if (blocks.size() == 1 && blocks.getFirst().label().equals("PRIVATE KEY")) {
                return SecretBytes.own(blocks.getFirst().content());
            }
        } catch (PemException e) {
            // said below
        }
        throw CommandFailed.badInput(
                "%s is not one private key as PKCS#8 without a password (BEGIN PRIVATE KEY). Write it again with: openssl pkcs8 -topk8 -nocrypt -in FILE"
                        .formatted(input.name()));
    }

    private static SecretBytes fromJwkOrBytes(Input input, byte[] content) {
        try {
            return PrivateJwk.read(content).map(PrivateJwk::material).orElseGet(() -> SecretBytes.copyOf(content));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput(
                    "%s is a JWK that cannot be imported: %s.".formatted(input.name(), e.getMessage()));
        }
    }

    /**
     * The key, wrapped as {@code RSA-OAEP-256+AES-KWP}.
     *
     * @param wrappingKey the import's, an RSA public key in PEM
     * @throws io.keywright.model.KeywrightException INVALID_REQUEST if it is none, or a weak one
     */
    public byte[] wrappedFor(String wrappingKey) {
        return wrappedFor(TransportKey.parse(wrappingKey));
    }

    byte[] wrappedFor(TransportKey wrappingKey) {
        return new KeyTransport(PROVIDERS.random()).wrap(wrappingKey, material);
    }

    /** Refuses what the service would refuse of a key of that type. */
    void check(KeyType type) {
        new ForeignMaterial(new CryptoEngine(PROVIDERS)).read(type, material).close();
    }

    @Override
    public void close() {
        material.close();
    }
}
