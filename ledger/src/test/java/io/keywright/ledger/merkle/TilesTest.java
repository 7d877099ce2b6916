package io.keywright.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What C2SP tlog-tiles says that a log of some size must have. */
class TilesTest {

    private static final List<Hash> LEAVES = ReferenceTree.leaves(70_000);

    private final List<Tile> written = new ArrayList<>();

    @Test
    void theSpecificationsExampleOfSeventyThousandLeaves() {
        MerkleTree tree = grow(70_000, 337);

        assertThat(full(0)).hasSize(273).doesNotHaveDuplicates();
        assertThat(full(1)).containsExactly("tile/1/000");
        assertThat(full(2)).isEmpty();
        assertThat(tree.partialTiles()).extracting(Tile::toString).containsExactly("tile/1/001.p/17", "tile/2/000.p/1");
    }

    @Test
    void aFullLowestTileIsAlsoTheFirstHashOfTheLevelAbove() {
        grow(256, 256);

        assertThat(written).extracting(Tile::toString).containsExactly("tile/0/000", "tile/1/000.p/1");
    }

    @Test
    void theLowestPartialTileIsNeverWritten() {
        grow(600, 7);

        assertThat(written)
                .allMatch(tile -> tile.address().level() > 0 || tile.address().full());
    }

    @Test
    void everyTileHoldsTheHashesThatTheSpecificationDefines() {
        grow(1300, 100);
        ReferenceTree reference = new ReferenceTree(LEAVES);

        assertThat(written).hasSize(10);
        for (Tile tile : written) {
            int span = 1 << (8 * tile.address().level());
            for (int i = 0; i < tile.address().width(); i++) {
                int start = ((int) tile.address().index() * 256 + i) * span;
                assertThat(Hash.read(tile.hashes(), i * Hash.BYTES)).isEqualTo(reference.mth(start, start + span));
            }
        }
    }

    @Test
    void whoChangesTheHashesOfATileChangesOnlyACopy() {
        grow(256, 256);
        Tile tile = written.get(0);

        tile.hashes()[0] ^= 1;

        assertThat(Hash.read(tile.hashes(), 0)).isEqualTo(LEAVES.get(0));
    }

    private MerkleTree grow(int size, int batch) {
        MerkleTree tree = MerkleTree.empty();
        while (tree.size() < size) {
            int start = (int) tree.size();
            Growth growth = tree.append(LEAVES.subList(start, Math.min(size, start + batch)));
            written.addAll(growth.tiles());
            tree = growth.tree();
        }
        return tree;
    }

    private List<String> full(int level) {
        return written.stream()
                .filter(tile -> tile.address().full() && tile.address().level() == level)
                .map(Tile::toString)
                .collect(Collectors.toList());
    }
}
