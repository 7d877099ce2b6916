package io.keywright.store;

import io.keywright.ledger.merkle.CorruptLogException;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.merkle.TileSource;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The tiles as one session sees them. The partial tile of level 0 is made of the receipts themselves. */
final class SqlTiles implements TileSource {

    private static final String TILE = "SELECT hashes FROM ledger_tiles WHERE level = ? AND idx = ?";
    private static final String LEAVES = "SELECT canonical FROM ledger_entries WHERE idx >= ? AND idx < ? ORDER BY idx";

    private final Session session;
    private final Hashing hashing = new Hashing();

    SqlTiles(Session session) {
        this.session = session;
    }

    @Override
    public byte[] hashes(int level, long index, int width) {
        TileAddress address = new TileAddress(level, index, width);
        try {
            Optional<byte[]> kept = session.find(TILE, row -> row.getBytes(1), level, index);
            byte[] hashes = kept.isEmpty() && level == 0 ? leaves(address) : kept.orElse(new byte[0]);
            if (hashes.length < width * Hash.BYTES) {
                throw new CorruptLogException(
                        address.path() + " is not there: only " + hashes.length / Hash.BYTES + " hashes are");
            }
            return Arrays.copyOf(hashes, width * Hash.BYTES);
        } catch (SQLException e) {
            throw new Unreadable(e);
        }
    }

    private byte[] leaves(TileAddress address) throws SQLException {
        long first = address.index() * TileAddress.FULL_WIDTH;
        List<byte[]> receipts = session.list(LEAVES, row -> row.getBytes(1), first, first + address.width());
        byte[] hashes = new byte[receipts.size() * Hash.BYTES];
        for (int leaf = 0; leaf < receipts.size(); leaf++) {
            hashing.leaf(receipts.get(leaf)).copyTo(hashes, leaf * Hash.BYTES);
        }
        return hashes;
    }
}
