package io.keywright.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class InclusionProofTest {

    private static final int LARGEST = 600;
    private static final List<Hash> LEAVES = ReferenceTree.leaves(70_000);
    private static final MemoryTiles TILES = new MemoryTiles();

    static {
        TILES.commit(MerkleTree.empty().append(LEAVES), LEAVES);
    }

    private final ReferenceTree reference = new ReferenceTree(LEAVES);

    @Test
    void leavesAreProvedInTreesOfEverySize() {
        for (int size = 1; size <= LARGEST; size++) {
            Hash root = reference.root(size);
            for (int index = start(size); index < size; index += step(size)) {
                InclusionProof proof = InclusionProof.of(index, size, TILES);
                if (!proof.verify(LEAVES.get(index), root)) {
                    throw new AssertionError("leaf " + index + " of " + size);
                }
            }
        }
    }

    @Property(tries = 300)
    void theProofIsTheOneThatRfc6962Defines(
            @ForAll @IntRange(max = 69_999) int index, @ForAll @IntRange(max = 69_999) int rest) {
        int size = index + 1 + rest % (70_000 - index);

        assertThat(InclusionProof.of(index, size, TILES).path()).isEqualTo(reference.path(index, 0, size));
    }

    @Property(tries = 300)
    void aProofHoldsForNoOtherIndexLeafOrTree(
            @ForAll @IntRange(min = 2, max = LARGEST) int size,
            @ForAll int seed,
            @ForAll @LongRange(min = -5, max = 700) long other) {
        int index = Math.floorMod(seed, size);
        InclusionProof proof = InclusionProof.of(index, size, TILES);
        Hash leaf = LEAVES.get(index);
        Hash root = reference.root(size);

        assertThat(proof.verify(LEAVES.get(index + 1 + Math.floorMod(seed, 1000)), root))
                .isFalse();
        if (other != index) {
            assertThat(new InclusionProof(other, size, proof.path()).verify(leaf, root))
                    .isFalse();
        }
        if (other != size && other > 0) {
            Hash otherRoot = reference.root((int) other);
            assertThat(proof.verify(leaf, otherRoot)).isFalse();
            assertThat(new InclusionProof(index, other, proof.path()).verify(leaf, otherRoot))
                    .isFalse();
        }
    }

    @Property(tries = 300)
    void aFlippedBitAnywhereFails(
            @ForAll @IntRange(min = 2, max = LARGEST) int size,
            @ForAll int seed,
            @ForAll @IntRange(max = 255) int bit) {
        int index = Math.floorMod(seed, size);
        InclusionProof proof = InclusionProof.of(index, size, TILES);
        Hash root = reference.root(size);

        assertThat(proof.verify(flipped(LEAVES.get(index), bit), root)).isFalse();
        assertThat(proof.verify(LEAVES.get(index), flipped(root, bit))).isFalse();
        for (int i = 0; i < proof.path().size(); i++) {
            List<Hash> path = new ArrayList<>(proof.path());
            path.set(i, flipped(path.get(i), bit));
            assertThat(new InclusionProof(index, size, path).verify(LEAVES.get(index), root))
                    .isFalse();
        }
    }

    @Property(tries = 200)
    void aPathOfAnotherLengthFails(@ForAll @IntRange(min = 2, max = LARGEST) int size, @ForAll int seed) {
        int index = Math.floorMod(seed, size);
        InclusionProof proof = InclusionProof.of(index, size, TILES);
        Hash root = reference.root(size);
        List<Hash> longer = new ArrayList<>(proof.path());
        longer.add(root);
        List<Hash> shorter = proof.path().subList(0, proof.path().size() - 1);

        assertThat(new InclusionProof(index, size, longer).root(LEAVES.get(index)))
                .isEmpty();
        assertThat(new InclusionProof(index, size, shorter).root(LEAVES.get(index)))
                .isEmpty();
    }

    @Test
    void noLeafIsBeyondTheTree() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> InclusionProof.of(5, 5, TILES));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> InclusionProof.of(-1, 5, TILES));
        assertThat(new InclusionProof(5, 5, List.of()).root(LEAVES.get(0))).isEmpty();
        assertThat(new InclusionProof(0, 0, List.of()).root(LEAVES.get(0))).isEmpty();
    }

    @Test
    void fewTilesAreReadWhateverTheSize() {
        long before = TILES.reads();

        InclusionProof.of(12_345, 70_000, TILES);

        assertThat(TILES.reads() - before).isLessThanOrEqualTo(5);
    }

    /** Everything in trees up to a bit more than a tile, and beyond it every seventh, each time another one. */
    static int step(int size) {
        return size <= 270 || (size >= 511 && size <= 513) ? 1 : 7;
    }

    static int start(int size) {
        return step(size) == 1 ? 0 : size % 7;
    }

    static Hash flipped(Hash hash, int bit) {
        byte[] bytes = hash.toBytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Hash.of(bytes);
    }
}
