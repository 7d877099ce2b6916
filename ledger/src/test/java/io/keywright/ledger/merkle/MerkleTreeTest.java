package io.keywright.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    private static final List<Hash> LEAVES = ReferenceTree.leaves(70_000);

    private final MemoryTiles store = new MemoryTiles();

    @Test
    void everySizeHasTheRootThatRfc6962Defines() {
        ReferenceTree reference = new ReferenceTree(LEAVES);
        MerkleTree tree = MerkleTree.empty();
        for (int size = 0; size <= 1100; size++) {
            assertThat(tree.size()).isEqualTo(size);
            assertThat(tree.root()).isEqualTo(reference.root(size));
            tree = tree.append(List.of(LEAVES.get(size))).tree();
        }
    }

    @Property(tries = 60)
    void itDoesNotMatterHowLeavesAreBatched(@ForAll @Size(max = 12) List<@IntRange(max = 700) Integer> batches) {
        MemoryTiles batched = new MemoryTiles();
        MerkleTree tree = grow(batched, batches);
        int size = (int) tree.size();
        MemoryTiles oneByOne = new MemoryTiles();
        MerkleTree other = MerkleTree.empty();
        for (Hash leaf : LEAVES.subList(0, size)) {
            other = oneByOne.commit(other.append(List.of(leaf)), List.of(leaf));
        }

        assertThat(tree.root()).isEqualTo(other.root());
        assertThat(tree.partialTiles()).isEqualTo(other.partialTiles());
        assertThat(batched.stored()).isEqualTo(oneByOne.stored());
    }

    @Property(tries = 60)
    void aRestoredTreeGrowsLikeTheOneThatNeverStopped(
            @ForAll @Size(max = 8) List<@IntRange(max = 700) Integer> before, @ForAll @IntRange(max = 700) int more) {
        MemoryTiles tiles = new MemoryTiles();
        MerkleTree tree = grow(tiles, before);

        MerkleTree restored = MerkleTree.restore(tree.size(), tree.root(), tiles);
        List<Hash> batch = LEAVES.subList((int) tree.size(), (int) tree.size() + more);

        assertThat(restored.append(batch).tree().root())
                .isEqualTo(tree.append(batch).tree().root());
        assertThat(restored.append(batch).tiles()).isEqualTo(tree.append(batch).tiles());
    }

    @Test
    void aLargeTreeIsRestoredFromItsPartialTilesAlone() {
        MerkleTree tree = grow(store, List.of(70_000));

        MerkleTree restored = MerkleTree.restore(70_000, tree.root(), store);

        assertThat(restored.root()).isEqualTo(tree.root());
        assertThat(store.reads()).isEqualTo(3);
    }

    @Test
    void aBatchThatFailsToCommitLeavesNoTrace() {
        MerkleTree tree = grow(store, List.of(300));
        Hash root = tree.root();

        Growth lost = tree.append(LEAVES.subList(1000, 1400));
        Growth kept = tree.append(LEAVES.subList(300, 700));

        assertThat(lost.tree().root()).isNotEqualTo(kept.tree().root());
        assertThat(tree.root()).isEqualTo(root);
        assertThat(kept.tree().root()).isEqualTo(new ReferenceTree(LEAVES).root(700));
        assertThat(kept.tiles().get(0).hashes()).isEqualTo(grownTile(1));
    }

    @Test
    void anEmptyBatchChangesNothing() {
        MerkleTree tree = grow(store, List.of(300));

        assertThat(tree.append(List.of()).tree().root()).isEqualTo(tree.root());
        assertThat(tree.append(List.of()).tiles()).isEmpty();
    }

    @Test
    void restoringRefusesATamperedPartialTile() {
        MerkleTree tree = grow(store, List.of(600));
        store.tamper(1, 0, 3);

        assertThatExceptionOfType(CorruptLogException.class)
                .isThrownBy(() -> MerkleTree.restore(600, tree.root(), store))
                .withMessageContaining("persisted head");
    }

    @Test
    void restoringRefusesAHeadOfAnotherSize() {
        MerkleTree tree = grow(store, List.of(600));

        for (long size : new long[] {-1, 0, 599, 601, 1 << 20, Long.MAX_VALUE}) {
            assertThatExceptionOfType(CorruptLogException.class)
                    .isThrownBy(() -> MerkleTree.restore(size, tree.root(), store));
        }
    }

    @Test
    void restoringRefusesTilesOfAnotherLengthThanAskedFor() {
        MerkleTree tree = grow(store, List.of(600));

        assertThatExceptionOfType(CorruptLogException.class)
                .isThrownBy(() -> MerkleTree.restore(600, tree.root(), (level, index, width) -> new byte[5]));
    }

    @Test
    void proofsOfTheCurrentSizeNeedNoPartialTileOfTheStore() {
        MerkleTree tree = grow(store, List.of(600));
        TileSource fullTilesOnly = (level, index, width) -> {
            assertThat(width).isEqualTo(TileAddress.FULL_WIDTH);
            return store.hashes(level, index, width);
        };

        for (int index = 0; index < 600; index++) {
            InclusionProof proof = InclusionProof.of(index, 600, tree.tiles(fullTilesOnly));
            assertThat(proof.verify(LEAVES.get(index), tree.root())).isTrue();
        }
    }

    private byte[] grownTile(int index) {
        MemoryTiles other = new MemoryTiles();
        grow(other, List.of(700));
        return other.hashes(0, index, TileAddress.FULL_WIDTH);
    }

    private static MerkleTree grow(MemoryTiles tiles, List<Integer> batches) {
        MerkleTree tree = MerkleTree.empty();
        for (int batch : batches) {
            List<Hash> leaves = LEAVES.subList((int) tree.size(), (int) tree.size() + batch);
            tree = tiles.commit(tree.append(leaves), leaves);
        }
        return tree;
    }
}
