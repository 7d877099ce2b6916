package io.keywright.core.archive;

import io.keywright.ledger.merkle.CorruptLogException;
import io.keywright.ledger.merkle.EntryBundle;
import io.keywright.ledger.merkle.Growth;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.merkle.Tile;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.note.Checkpoint;
import java.util.Arrays;

/** Reads back what lies in the archive, and nothing else: a segment is sealed only if this finds it whole. */
record SegmentCheck(SegmentArchive archive, Pace pace) {

    /**
     * Builds the tree from the archive's bundles, on the archive's own tiles of what was sealed before, and compares it with
     * its tiles and with {@code next}.
     *
     * @throws ArchiveException a conflict if anything is missing or different
     */
    void check(MerkleTree sealed, Checkpoint next) throws ArchiveException {
        try {
            MerkleTree tree = sealed.size() == 0
                    ? sealed
                    : MerkleTree.restore(sealed.size(), sealed.root(), new ArchiveTiles(archive));
            while (tree.size() < next.size()) {
                long began = System.nanoTime();
                Growth growth = tree.append(bundle(tree.size()).leafHashes());
                for (Tile tile : growth.tiles()) {
                    compareIf(tile.address().full(), tile);
                }
                tree = growth.tree();
                pace.rest(began);
            }
            for (Tile tile : tree.partialTiles()) {
                compareIf(true, tile);
            }
            if (!tree.root().equals(next.root())) {
                throw wrong("the root of the first " + next.size() + " receipts");
            }
        } catch (CorruptLogException | IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        } catch (ArchiveTiles.Unreadable e) {
            throw e.reason();
        }
    }

    private EntryBundle bundle(long first) throws ArchiveException {
        long index = first / TileAddress.FULL_WIDTH;
        String path = EntryBundle.path(new TileAddress(0, index, TileAddress.FULL_WIDTH));
        return EntryBundle.parse(index, archive.read(path).orElseThrow(() -> wrong(path)));
    }

    private void compareIf(boolean wanted, Tile tile) throws ArchiveException {
        String path = tile.address().path();
        if (wanted && !Arrays.equals(tile.hashes(), archive.read(path).orElseThrow(() -> wrong(path)))) {
            throw wrong(path);
        }
    }

    private ArchiveException wrong(String what) {
        return ArchiveException.conflict("The archive " + archive.place() + " is not as it was written: " + what
                + " is wrong. See docs/runbooks/archive.md.");
    }
}
