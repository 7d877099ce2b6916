package io.keywright.ledger.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RootBuilderTest {

    @Property(tries = 300)
    void anyLeavesAndTheSubtreesBetweenThemLeadToTheRoot(
            @ForAll @IntRange(min = 1, max = 1300) int size,
            @ForAll Set<@IntRange(min = 0, max = 1299) Integer> chosen) {
        List<Hash> leaves = ReferenceTree.leaves(size);
        MemoryTiles tiles = new MemoryTiles();
        MerkleTree tree = tiles.commit(MerkleTree.empty().append(leaves), leaves);
        SubtreeRoots roots = new SubtreeRoots(size, tiles);
        RootBuilder builder = new RootBuilder();
        for (int index : new TreeSet<>(chosen)) {
            if (index < size) {
                skipTo(index, builder, roots);
                builder.push(new CompleteSubtree(index, 0), leaves.get(index));
            }
        }
        skipTo(size, builder, roots);
        assertEquals(tree.root(), builder.root());
    }

    private static void skipTo(long end, RootBuilder builder, SubtreeRoots roots) {
        Iterator<Hash> hashes = roots.covering(builder.size(), end).iterator();
        CompleteSubtree.covering(builder.size(), end).forEach(subtree -> builder.push(subtree, hashes.next()));
    }

    @Test
    void nothingHasTheRootOfTheEmptyTree() {
        assertEquals(new Hashing().empty(), new RootBuilder().root());
    }

    @Test
    void aSubtreeMustFollowTheOneBefore() {
        RootBuilder builder = new RootBuilder();
        assertThrows(
                IllegalArgumentException.class, () -> builder.push(new CompleteSubtree(2, 1), new Hashing().empty()));
    }

    @Test
    void coversWithTheFewestSubtrees() {
        assertEquals(
                List.of(
                        new CompleteSubtree(3, 0),
                        new CompleteSubtree(4, 2),
                        new CompleteSubtree(8, 1),
                        new CompleteSubtree(10, 0)),
                CompleteSubtree.covering(3, 11));
        assertEquals(List.of(), CompleteSubtree.covering(7, 7));
    }

    @Test
    void aSubtreeCanHoldNearlyAllLeavesThatThereCanBe() {
        List<CompleteSubtree> halves = CompleteSubtree.covering(0, Long.MAX_VALUE);
        assertEquals(63, halves.size());
        assertEquals(1L << 62, halves.get(0).end());
        assertThrows(IllegalArgumentException.class, () -> new CompleteSubtree(1, 1));
    }
}
