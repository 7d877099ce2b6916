package io.keywright.core.archive;

import io.keywright.ledger.merkle.CorruptLogException;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.merkle.TileSource;
import java.util.Arrays;
import java.util.Optional;

/** The tiles that lie in an archive; unchecked. */
record ArchiveTiles(SegmentArchive archive) implements TileSource {

    /** Carries the archive's failure through an interface that allows none. */
    static final class Unreadable extends RuntimeException {

        private final ArchiveException reason;

        Unreadable(ArchiveException reason) {
            super(reason);
            this.reason = reason;
        }

        ArchiveException reason() {
            return reason;
        }
    }

    @Override
    public byte[] hashes(int level, long index, int width) {
        TileAddress address = new TileAddress(level, index, width);
        byte[] hashes = read(address)
                .or(() -> read(new TileAddress(level, index, TileAddress.FULL_WIDTH)))
                .orElseThrow(() -> new CorruptLogException("the archive has no " + address.path()));
        if (hashes.length < width * Hash.BYTES) {
            throw new CorruptLogException("the archive's " + address.path() + " is too short");
        }
        return Arrays.copyOf(hashes, width * Hash.BYTES);
    }

    private Optional<byte[]> read(TileAddress address) {
        try {
            return archive.read(address.path());
        } catch (ArchiveException e) {
            throw new Unreadable(e);
        }
    }
}
