package io.keywright.core.backup;

import io.keywright.ledger.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The SHA-256 of each block of a file: what tells which of them have changed. 2 MiB for each GiB. Immutable. */
final class BlockIndex {

    /** Four pages of the database: smaller ones would need more memory, larger ones more room in each backup. */
    static final int BLOCK_BYTES = 16 << 10;

    static final BlockIndex EMPTY = new BlockIndex(new byte[0], 0);

    private static final int HASH_BYTES = 32;

    private final byte[] hashes;
    private final long fileBytes;

    private BlockIndex(byte[] hashes, long fileBytes) {
        this.hashes = hashes;
        this.fileBytes = fileBytes;
    }

    /** Is shown a block that differs from the one of the index before, or is new. */
    @FunctionalInterface
    interface Changed {
        void block(long number, byte[] block, int length) throws IOException;
    }

    /** The index of {@code file}; shows {@code changed} what differs from this one. */
    BlockIndex next(Path file, Changed changed) throws IOException {
        ByteArrayOutputStream next = new ByteArrayOutputStream(hashes.length + HASH_BYTES);
        byte[] block = new byte[BLOCK_BYTES];
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.readNBytes(block, 0, BLOCK_BYTES);
                    length > 0;
                    length = in.readNBytes(block, 0, BLOCK_BYTES)) {
                byte[] hash = Sha256.of(length == BLOCK_BYTES ? block : Arrays.copyOf(block, length));
                if (!has(next.size(), hash)) {
                    changed.block(next.size() / HASH_BYTES, block, length);
                }
                next.writeBytes(hash);
                bytes += length;
            }
        }
        return new BlockIndex(next.toByteArray(), bytes);
    }

    private boolean has(int at, byte[] hash) {
        return at + HASH_BYTES <= hashes.length && Arrays.equals(hashes, at, at + HASH_BYTES, hash, 0, HASH_BYTES);
    }

    long fileBytes() {
        return fileBytes;
    }

    /** Of all of the file. */
    byte[] digest() {
        return Sha256.of(hashes);
    }
}
