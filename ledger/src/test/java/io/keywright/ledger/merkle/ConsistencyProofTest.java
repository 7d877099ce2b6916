package io.keywright.ledger.merkle;

import static io.keywright.ledger.merkle.InclusionProofTest.flipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConsistencyProofTest {

    private static final int LARGEST = 600;
    private static final List<Hash> LEAVES = ReferenceTree.leaves(70_000);
    private static final MemoryTiles TILES = new MemoryTiles();

    static {
        TILES.commit(MerkleTree.empty().append(LEAVES), LEAVES);
    }

    private final ReferenceTree reference = new ReferenceTree(LEAVES);

    @Test
    void treesAreProvedPrefixesOfLargerOnes() {
        for (int second = 0; second <= LARGEST; second++) {
            Hash secondRoot = reference.root(second);
            for (int first = InclusionProofTest.start(second);
                    first <= second;
                    first += InclusionProofTest.step(second)) {
                ConsistencyProof proof = ConsistencyProof.of(first, second, TILES);
                if (!proof.verify(reference.root(first), secondRoot)) {
                    throw new AssertionError("size " + first + " of " + second);
                }
            }
        }
    }

    @Property(tries = 300)
    void theProofIsTheOneThatRfc6962Defines(
            @ForAll @IntRange(min = 1, max = 70_000) int one, @ForAll @IntRange(min = 1, max = 70_000) int other) {
        int first = Math.min(one, other);
        int second = Math.max(one, other);

        assertThat(ConsistencyProof.of(first, second, TILES).path()).isEqualTo(reference.proof(first, second));
    }

    @Property(tries = 300)
    void aProofHoldsForNoOtherTrees(
            @ForAll @IntRange(min = 1, max = LARGEST - 1) int first,
            @ForAll int seed,
            @ForAll @IntRange(max = LARGEST) int three) {
        int second = first + 1 + Math.floorMod(seed, LARGEST - first);
        ConsistencyProof proof = ConsistencyProof.of(first, second, TILES);
        Hash firstRoot = reference.root(first);
        Hash secondRoot = reference.root(second);
        Hash otherRoot = reference.root(three);

        if (three != first) {
            assertThat(proof.verify(otherRoot, secondRoot)).isFalse();
            assertThat(new ConsistencyProof(three, second, proof.path()).verify(otherRoot, secondRoot))
                    .isFalse();
        }
        if (three != second) {
            assertThat(proof.verify(firstRoot, otherRoot)).isFalse();
            assertThat(new ConsistencyProof(first, three, proof.path()).verify(firstRoot, otherRoot))
                    .isFalse();
        }
    }

    @Property(tries = 300)
    void aFlippedBitOrAnotherLengthFails(
            @ForAll @IntRange(min = 1, max = LARGEST - 1) int first,
            @ForAll int seed,
            @ForAll @IntRange(max = 255) int bit) {
        int second = first + 1 + Math.floorMod(seed, LARGEST - first);
        Hash firstRoot = reference.root(first);
        Hash secondRoot = reference.root(second);
        List<Hash> path = ConsistencyProof.of(first, second, TILES).path();

        for (int i = 0; i < path.size(); i++) {
            List<Hash> changed = new ArrayList<>(path);
            changed.set(i, flipped(path.get(i), bit));
            assertThat(new ConsistencyProof(first, second, changed).verify(firstRoot, secondRoot))
                    .isFalse();
        }
        List<Hash> longer = new ArrayList<>(path);
        longer.add(secondRoot);
        assertThat(new ConsistencyProof(first, second, longer).verify(firstRoot, secondRoot))
                .isFalse();
        assertThat(new ConsistencyProof(first, second, path.subList(0, path.size() - 1)).verify(firstRoot, secondRoot))
                .isFalse();
    }

    @Test
    void theEmptyTreeIsAPrefixOfEveryTreeAndOfNothingElse() {
        Hash empty = reference.root(0);
        Hash five = reference.root(5);

        assertThat(new ConsistencyProof(0, 5, List.of()).verify(empty, five)).isTrue();
        assertThat(new ConsistencyProof(0, 5, List.of()).verify(five, five)).isFalse();
        assertThat(new ConsistencyProof(0, 5, List.of(five)).verify(empty, five))
                .isFalse();
        assertThat(new ConsistencyProof(0, 0, List.of()).verify(empty, five)).isFalse();
        assertThat(new ConsistencyProof(5, 5, List.of(five)).verify(five, five)).isFalse();
    }

    @Test
    void noTreeIsAPrefixOfASmallerOne() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ConsistencyProof.of(6, 5, TILES));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ConsistencyProof.of(-1, 5, TILES));
        assertThat(new ConsistencyProof(6, 5, List.of()).verify(reference.root(6), reference.root(5)))
                .isFalse();
        assertThat(new ConsistencyProof(-1, 5, List.of()).verify(reference.root(0), reference.root(5)))
                .isFalse();
    }
}
