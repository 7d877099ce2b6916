package io.keywright.core.operations;

import io.keywright.core.crypto.Encrypted;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * A data key as its owner keeps it: it says itself which key opens it. Version 1 in bytes is
 *
 * <pre>
 * 0x01 | key id, 16 bytes | IV, 12 bytes | AES-256-GCM ciphertext, 16, 32 or 64 bytes | tag, 16 bytes
 * </pre>
 *
 * encrypted by {@link io.keywright.core.crypto.CryptoEngine#sealDataKey}, with {@code 0x01 | key id | encryption context}
 * as additional authenticated data. The key id is a claim: whoever may not use that key cannot open it, and one that was
 * altered does not open.
 */
public record WrappedDataKey(UUID keyId, Encrypted sealed) {

    private static final byte VERSION = 1;
    private static final int UUID_BYTES = 2 * Long.BYTES;
    private static final int HEAD_BYTES = 1 + UUID_BYTES;
    private static final int IV_BYTES = 12;
    private static final int LEAST_SEALED_BYTES = 16 + 16;
    private static final int MOST_SEALED_BYTES = 64 + 16;

    /** Reads {@link #bytes}; empty if they are of another form. */
    public static Optional<WrappedDataKey> read(byte[] bytes) {
        int sealed = bytes.length - HEAD_BYTES - IV_BYTES;
        if (sealed < LEAST_SEALED_BYTES || sealed > MOST_SEALED_BYTES || bytes[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).position(1);
        UUID keyId = new UUID(in.getLong(), in.getLong());
        byte[] iv = new byte[IV_BYTES];
        byte[] ciphertext = new byte[sealed];
        in.get(iv).get(ciphertext);
        return Optional.of(new WrappedDataKey(keyId, new Encrypted(iv, ciphertext)));
    }

    /** The form above. */
    public byte[] bytes() {
        return head(keyId, IV_BYTES + sealed.ciphertext().length)
                .put(sealed.iv())
                .put(sealed.ciphertext())
                .array();
    }

    /** What is authenticated of one under that key, bound to {@code context}. */
    static byte[] authenticated(UUID keyId, EncryptionContext context) {
        byte[] bound = context.bytes();
        return head(keyId, bound.length).put(bound).array();
    }

    private static ByteBuffer head(UUID keyId, int following) {
        return ByteBuffer.allocate(HEAD_BYTES + following)
                .put(VERSION)
                .putLong(keyId.getMostSignificantBits())
                .putLong(keyId.getLeastSignificantBits());
    }
}
