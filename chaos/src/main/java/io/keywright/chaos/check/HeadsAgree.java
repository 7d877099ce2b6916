package io.keywright.chaos.check;

import io.keywright.chaos.history.Kind;
import io.keywright.chaos.history.Operation;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Whatever head a node has shown is one of the ledger as it is in the end, at that size. */
final class HeadsAgree implements Check {

    /** The member of an answer that has a head. */
    private static final String CHECKPOINT = "checkpoint";

    private final Hashing hashing = new Hashing();

    @Override
    public Stream<Finding> findings(Evidence evidence) {
        List<Operation> shown = evidence.history().operations().stream()
                .filter(operation -> operation.kind() == Kind.READ_HEAD && operation.done())
                .toList();
        Map<Long, Hash> roots = roots(evidence.ledger(), shown);
        return shown.stream().flatMap(operation -> look(operation, evidence.ledger(), roots));
    }

    /** The roots of the ledger at the sizes of the heads that were shown, as far as it has so many receipts. */
    private Map<Long, Hash> roots(Ledger ledger, List<Operation> shown) {
        Map<Long, Hash> roots = new TreeMap<>();
        MerkleTree tree = MerkleTree.empty();
        for (long size : shown.stream()
                .mapToLong(it -> head(it).size())
                .distinct()
                .sorted()
                .toArray()) {
            if (size <= ledger.entries().size()) {
                List<Hash> leaves = ledger.entries().subList((int) tree.size(), (int) size).stream()
                        .map(entry -> hashing.leaf(entry.canonical()))
                        .toList();
                tree = tree.append(leaves).tree();
                roots.put(size, tree.root());
            }
        }
        return roots;
    }

    private Stream<Finding> look(Operation operation, Ledger ledger, Map<Long, Hash> roots) {
        Checkpoint head = head(operation);
        if (SignedNote.parse(operation.answered(CHECKPOINT)).check(ledger.key()) != SignatureCheck.VALID) {
            return Stream.of(
                    found("node %d showed a head that the published key did not sign".formatted(operation.node())));
        }
        return head.root().equals(roots.get(head.size()))
                ? Stream.empty()
                : Stream.of(found("node %d showed a head of %d receipts that contradicts the ledger, which has %d"
                        .formatted(
                                operation.node(), head.size(), ledger.entries().size())));
    }

    private static Checkpoint head(Operation operation) {
        return Checkpoint.parse(SignedNote.parse(operation.answered(CHECKPOINT)).text());
    }
}
