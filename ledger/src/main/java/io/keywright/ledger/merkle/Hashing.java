package io.keywright.ledger.merkle;

import io.keywright.ledger.digest.Sha256;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * The hashes of RFC 6962 section 2.1, with SHA-256. Leaves and nodes are told apart by their first byte, so that no node
 * can be passed off as a leaf. An instance keeps its digest for reuse and belongs to one thread at a time.
 */
public final class Hashing {

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private final MessageDigest sha256 = Sha256.digest();

    /** The root of the tree without leaves. */
    public Hash empty() {
        return Hash.of(sha256.digest());
    }

    /** The hash of the leaf whose data are {@code data}. */
    public Hash leaf(byte[] data) {
        sha256.update(LEAF);
        return Hash.of(sha256.digest(data));
    }

    /** The same, of what remains in {@code data}. */
    public Hash leaf(ByteBuffer data) {
        sha256.update(LEAF);
        sha256.update(data);
        return Hash.of(sha256.digest());
    }

    /** The hash of the node above {@code left} and {@code right}. */
    public Hash node(Hash left, Hash right) {
        byte[] pair = new byte[2 * Hash.BYTES];
        left.copyTo(pair, 0);
        right.copyTo(pair, Hash.BYTES);
        node(pair, 0);
        return Hash.read(pair, 0);
    }

    /** Replaces the first of the two hashes that stand at {@code offset} by that of the node above both. */
    void node(byte[] hashes, int offset) {
        sha256.update(NODE);
        sha256.update(hashes, offset, 2 * Hash.BYTES);
        try {
            sha256.digest(hashes, offset, Hash.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 must have 32 bytes", e);
        }
    }

    /** The root of the complete subtree above {@code count} hashes, a power of two, that stand at {@code offset}. */
    Hash subtree(byte[] hashes, int offset, int count) {
        if (count == 1) {
            return Hash.read(hashes, offset);
        }
        byte[] row = new byte[count * Hash.BYTES];
        System.arraycopy(hashes, offset, row, 0, row.length);
        for (int stride = Hash.BYTES; stride < row.length; stride *= 2) {
            for (int left = 0; left < row.length; left += 2 * stride) {
                System.arraycopy(row, left + stride, row, left + Hash.BYTES, Hash.BYTES);
                node(row, left);
            }
        }
        return Hash.read(row, 0);
    }
}
