package io.keywright.core.evidence;

import io.keywright.core.evidence.EvidenceReport.Figure;
import io.keywright.core.ledger.PublishedCheckpoint;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteSignature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes a report of what was counted. */
record ReportBuilder(
        Export export, Instant exportedAt, PublishedCheckpoint published, Tally tally, Inventory inventory) {

    EvidenceReport build() {
        Statements statements = new Statements(tally, inventory);
        return new EvidenceReport(
                about(),
                new Listings(tally, inventory).all(),
                new Controls(statements).all(),
                statements.allGaps(),
                completeness());
    }

    private List<Figure> about() {
        List<Figure> about = new ArrayList<>();
        about.add(new Figure("Tenant", export.tenantId()));
        about.add(new Figure("From", Words.time(export.from())));
        about.add(new Figure("To, exclusive", Words.time(export.to())));
        about.add(new Figure("Exported at", Words.time(exportedAt)));
        about.add(new Figure("Exported by", export.requester()));
        about.add(new Figure("Receipts", Words.number(tally.receipts())));
        tally.earliest().ifPresent(time -> about.add(new Figure("First receipt", Words.time(time))));
        tally.latest().ifPresent(time -> about.add(new Figure("Last receipt", Words.time(time))));
        Checkpoint checkpoint = published.head();
        about.add(new Figure("Ledger", checkpoint.origin()));
        about.add(new Figure(
                "Checkpoint", String.format(Locale.ROOT, "%,d leaves, root %s", checkpoint.size(), checkpoint.root())));
        about.add(new Figure("Witnesses", witnesses()));
        return about;
    }

    private String witnesses() {
        String names = published.note().signatures().stream()
                .map(NoteSignature::keyName)
                .filter(name -> !name.equals(published.head().origin()))
                .distinct()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none cosigned the checkpoint" : names + " cosigned the checkpoint";
    }

    private List<String> completeness() {
        List<String> said = new ArrayList<>();
        said.add("Proved: each receipt was signed by the ledger's key, and stands at its index in the ledger that the"
                + " checkpoint commits to. None can be altered, added, or moved without that being found.");
        said.add("Proved: the service itself exported this manifest, and left a receipt of that in the same ledger.");
        if (tally.span() > 0 && tally.span() == tally.receipts()) {
            said.add(String.format(
                    Locale.ROOT,
                    "Proved: the receipts are all leaves from index %,d to %,d, without a gap. None in between is missing.",
                    tally.first().orElseThrow().index(),
                    tally.last().orElseThrow().index()));
        } else if (tally.span() > 0) {
            said.add(String.format(
                    Locale.ROOT,
                    "Not proved: that none is missing. Between the first and the last receipt the ledger has %,d leaves, of"
                            + " which %,d are in this package. Of the others only hashes are; the service says that they"
                            + " belong to other tenants or to other times.",
                    tally.span(),
                    tally.receipts()));
            said.add(
                    "To check: every answer of the service names its receipt_id. Whoever keeps these can look for any of"
                            + " them here.");
        }
        said.add("Stated by the service, not by the ledger: what stands in keys.jsonl, access.jsonl, approvals.jsonl,"
                + " trust-anchors.jsonl, this report and the files for spreadsheets. It was true when the package was made, and may have"
                + " changed since. The changes in changes.jsonl are vouched for by their receipts.");
        return said;
    }
}
