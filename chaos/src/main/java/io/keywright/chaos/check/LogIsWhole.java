package io.keywright.chaos.check;

import io.keywright.ledger.AuditResult;
import io.keywright.ledger.LogAudit;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The log verifies from start to end with the published key, and has each receipt once. */
final class LogIsWhole implements Check {

    @Override
    public Stream<Finding> findings(Evidence evidence) {
        return Stream.concat(audit(evidence.ledger()), twice(evidence.ledger().entries()));
    }

    private Stream<Finding> audit(Ledger ledger) {
        SignedNote head = SignedNote.parse(ledger.checkpoint());
        if (head.check(ledger.key()) != SignatureCheck.VALID) {
            return Stream.of(found("the ledger's head is not signed by its published key"));
        }
        AuditResult result = LogAudit.of(Checkpoint.parse(head.text()))
                .withReceipts(ledger.key())
                .replay(ledger.entries().stream().map(Entry::canonical).iterator());
        return switch (result) {
            case AuditResult.Sound sound -> Stream.empty();
            case AuditResult.Faulty faulty -> Stream.of(found("%s: %s".formatted(faulty.fault(), faulty.detail())));
        };
    }

    private Stream<Finding> twice(List<Entry> entries) {
        Set<UUID> seen = new HashSet<>();
        return entries.stream()
                .filter(entry -> !seen.add(entry.receipt().receiptId()))
                .map(entry -> found("receipt %s is in the ledger twice"
                        .formatted(entry.receipt().receiptId())));
    }
}
