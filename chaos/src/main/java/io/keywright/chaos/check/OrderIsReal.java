package io.keywright.chaos.check;

import io.keywright.chaos.history.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What began after something else was acknowledged comes behind it in the ledger, whichever nodes did them. */
final class OrderIsReal implements Check {

    private record Placed(Operation operation, long index) {}

    @Override
    public Stream<Finding> findings(Evidence evidence) {
        List<Placed> byStart = placed(evidence);
        byStart.sort(Comparator.comparingLong(it -> it.operation().start()));
        Deque<Placed> byEnd = new ArrayDeque<>(byStart.stream()
                .sorted(Comparator.comparingLong(it -> it.operation().end()))
                .toList());
        List<Finding> findings = new ArrayList<>();
        long last = -1;
        for (Placed one : byStart) {
            while (byEnd.getFirst().operation().end() < one.operation().start()) {
                last = Math.max(last, byEnd.removeFirst().index());
            }
            if (one.index() < last) {
                findings.add(found("%s by node %d has index %d, and began after the one at %d was acknowledged"
                        .formatted(one.operation().kind(), one.operation().node(), one.index(), last)));
            }
        }
        return findings.stream();
    }

    private static List<Placed> placed(Evidence evidence) {
        Map<String, Long> indexes = new HashMap<>();
        evidence.ledger()
                .entries()
                .forEach(entry -> indexes.put(entry.receipt().receiptId().toString(), entry.index()));
        List<Placed> placed = new ArrayList<>();
        for (Operation operation : evidence.history().operations()) {
            Long index = indexes.get(operation.answered(Operation.RECEIPT));
            if (index != null) {
                placed.add(new Placed(operation, index));
            }
        }
        return placed;
    }
}
