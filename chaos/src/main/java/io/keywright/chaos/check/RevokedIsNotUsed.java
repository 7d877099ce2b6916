package io.keywright.chaos.check;

import io.keywright.chaos.history.Kind;
import io.keywright.chaos.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * No use of a key stands behind its revocation in the ledger, and none that began after a revocation was acknowledged was
 * answered as done.
 */
final class RevokedIsNotUsed implements Check {

    @Override
    public Stream<Finding> findings(Evidence evidence) {
        return Stream.concat(
                behind(evidence.ledger().entries()),
                begunAfter(evidence.history().operations()));
    }

    private Stream<Finding> behind(List<Entry> entries) {
        Map<String, Long> revoked = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.is("key_revoked")) {
                revoked.putIfAbsent(entry.keyId(), entry.index());
            } else if (entry.is("signature_created") && revoked.containsKey(entry.keyId())) {
                findings.add(found("receipt %d uses key %s, which receipt %d has revoked"
                        .formatted(entry.index(), entry.keyId(), revoked.get(entry.keyId()))));
            }
        }
        return findings.stream();
    }

    private Stream<Finding> begunAfter(List<Operation> operations) {
        Map<String, Long> revoked = new HashMap<>();
        operations.stream()
                .filter(operation -> operation.kind() == Kind.REVOKE && operation.done())
                .forEach(operation -> revoked.merge(operation.answered("key_id"), operation.end(), Math::min));
        List<Finding> findings = new ArrayList<>();
        for (Operation operation : operations) {
            Long end = revoked.get(operation.answered("key_id"));
            if (end != null && operation.kind() == Kind.SIGN && operation.done() && operation.start() > end) {
                findings.add(found("node %d used key %s %d ms after its revocation was acknowledged"
                        .formatted(
                                operation.node(),
                                operation.answered("key_id"),
                                (operation.start() - end) / 1_000_000)));
            }
        }
        return findings.stream();
    }
}
