package io.keywright.chaos.check;

import io.keywright.chaos.history.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Every receipt that a caller was given is in the ledger, and tells of what the caller did. */
final class AcknowledgedIsThere implements Check {

    @Override
    public Stream<Finding> findings(Evidence evidence) {
        Map<String, Entry> entries = new HashMap<>();
        evidence.ledger()
                .entries()
                .forEach(entry -> entries.put(entry.receipt().receiptId().toString(), entry));
        return evidence.history().operations().stream()
                .filter(Operation::done)
                .filter(operation -> !operation.answered(Operation.RECEIPT).isEmpty())
                .flatMap(operation -> look(operation, entries));
    }

    private Stream<Finding> look(Operation operation, Map<String, Entry> entries) {
        String id = operation.answered(Operation.RECEIPT);
        Entry entry = entries.get(id);
        if (entry == null) {
            return Stream.of(found("%s was acknowledged by node %d with receipt %s, which is not in the ledger"
                    .formatted(operation.kind(), operation.node(), id)));
        }
        return tellsOf(operation, entry)
                ? Stream.empty()
                : Stream.of(found("%s of key %s by %s was acknowledged with receipt %s, which tells of %s"
                        .formatted(
                                operation.kind(),
                                operation.answered("key_id"),
                                operation.module(),
                                id,
                                entry.receipt())));
    }

    private static boolean tellsOf(Operation operation, Entry entry) {
        String expected = operation.kind().receipt();
        String keyId = operation.answered("key_id");
        return (expected.isEmpty() || entry.is(expected))
                && entry.receipt().requestingModule().equals(operation.module())
                && (keyId.isEmpty() || keyId.equals(entry.keyId()));
    }
}
