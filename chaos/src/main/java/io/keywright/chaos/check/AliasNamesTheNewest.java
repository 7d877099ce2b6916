package io.keywright.chaos.check;

import io.keywright.chaos.history.Kind;
import io.keywright.chaos.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An alias never has two active versions: none signs behind its rotation in the ledger, and a use under the alias that began
 * after a rotation was acknowledged is one of the version that it made, or of a later one.
 */
final class AliasNamesTheNewest implements Check {

    @Override
    public Stream<Finding> findings(Evidence evidence) {
        Map<String, Long> ages = new HashMap<>();
        return Stream.concat(
                behind(evidence.ledger().entries(), ages),
                underAlias(evidence.history().operations(), ages));
    }

    /** Learns how many versions came before each one on the way. */
    private Stream<Finding> behind(List<Entry> entries, Map<String, Long> ages) {
        Map<String, Long> rotated = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.is("key_rotated")) {
                String old = entry.changed("old_key_id");
                ages.put(entry.changed("new_key_id"), ages.getOrDefault(old, 0L) + 1);
                Long before = rotated.putIfAbsent(old, entry.index());
                if (before != null) {
                    findings.add(found("receipts %d and %d both rotate key %s".formatted(before, entry.index(), old)));
                }
            } else if (entry.is("signature_created") && rotated.containsKey(entry.keyId())) {
                findings.add(found("receipt %d signs with key %s, which receipt %d has rotated"
                        .formatted(entry.index(), entry.keyId(), rotated.get(entry.keyId()))));
            }
        }
        return findings.stream();
    }

    private Stream<Finding> underAlias(List<Operation> operations, Map<String, Long> ages) {
        Map<String, List<Operation>> rotations = new HashMap<>();
        operations.stream()
                .filter(operation -> operation.kind() == Kind.ROTATE && operation.done())
                .sorted(Comparator.comparingLong(Operation::end))
                .forEach(operation -> rotations
                        .computeIfAbsent(operation.asked("alias"), alias -> new ArrayList<>())
                        .add(operation));
        return operations.stream()
                .filter(operation -> operation.kind() == Kind.SIGN && operation.done())
                .flatMap(use -> rotations.getOrDefault(use.asked("alias"), List.of()).stream()
                        .filter(rotation -> rotation.end() < use.start())
                        .filter(rotation ->
                                age(rotation.answered("new_key_id"), ages) > age(use.answered("key_id"), ages))
                        .limit(1)
                        .map(rotation -> found("node %d took %s for key %s after its rotation to %s was acknowledged"
                                .formatted(
                                        use.node(),
                                        use.asked("alias"),
                                        use.answered("key_id"),
                                        rotation.answered("new_key_id")))));
    }

    private static long age(String keyId, Map<String, Long> ages) {
        return ages.getOrDefault(keyId, 0L);
    }
}
