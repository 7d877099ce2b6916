package io.keywright.core.evidence;

import io.keywright.core.evidence.EvidenceReport.Listing;
import io.keywright.ledger.evidence.EvidenceFiles;
import io.keywright.ledger.json.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The report's tables. Long ones are cut: whoever wants all rows has the package's tables. */
record Listings(Tally tally, Inventory inventory) {

    private static final int MOST = 100;

    List<Listing> all() {
        List<Listing> all =
                new ArrayList<>(List.of(operations(), identities(), times(), users(), keys(), compliance()));
        if (tally.refused().all() > 0) {
            all.add(1, refusals());
        }
        return all;
    }

    private Listing operations() {
        Set<String> names = new TreeSet<>(tally.succeeded().byName().keySet());
        names.addAll(tally.refused().byName().keySet());
        return new Listing(
                "What was done",
                names.isEmpty() ? "There is no receipt in the range." : "Each receipt of the range is counted once.",
                1,
                List.of("Operation", "Carried out", "Refused"),
                names.stream()
                        .map(name -> List.of(
                                name,
                                Words.number(tally.succeeded().of(name)),
                                Words.number(tally.refused().of(name))))
                        .toList());
    }

    private Listing refusals() {
        return new Listing(
                "Why requests were refused",
                "The error codes that callers were given.",
                1,
                List.of("Code", "Requests"),
                tally.reasons().byName().entrySet().stream()
                        .map(code -> List.of(code.getKey(), Words.number(code.getValue())))
                        .toList());
    }

    private Listing identities() {
        List<List<String>> rows = tally.activity().byIdentity().stream()
                .map(identity -> List.of(
                        identity.getKey(),
                        Words.time(identity.getValue().first()),
                        Words.time(identity.getValue().last()),
                        Words.number(identity.getValue().carriedOut()),
                        Words.number(identity.getValue().refused())))
                .toList();
        return cut(
                "Who did what",
                "Identities by environment, plane and module, the busiest first",
                EvidenceFiles.ACTIVITY,
                3,
                List.of("Identity", "First receipt", "Last receipt", "Carried out", "Refused"),
                rows);
    }

    private Listing times() {
        List<List<String>> rows = tally.timeLine().spans().entrySet().stream()
                .map(span -> List.of(
                        span.getKey(),
                        Words.number(span.getValue().receipts()),
                        Words.number(span.getValue().changes()),
                        Words.number(span.getValue().refusals())))
                .toList();
        return cut(
                "Time line",
                "When something happened, in UTC; every change with who made it",
                EvidenceFiles.TIMELINE,
                1,
                List.of("Time", "Receipts", "Changes", "Refusals"),
                rows);
    }

    private Listing users() {
        List<List<String>> rows = inventory.users().stream()
                .map(user -> List.of(
                        user.identity(),
                        user.role().wireName(),
                        user.ofPlatform() ? "the platform" : "the tenant",
                        user.binding() == null
                                ? "configuration"
                                : "bound " + Words.time(user.binding().createdAt())))
                .toList();
        return cut(
                "Users and their roles",
                "Who could do what when the package was made; * stands for any one part of an identity",
                EvidenceFiles.USERS_TABLE,
                4,
                List.of("Identity", "Role", "Identity of", "Given by"),
                rows);
    }

    private Listing keys() {
        List<List<String>> rows = inventory.keyGroups().byName().entrySet().stream()
                .map(group -> List.of(group.getKey().type(), group.getKey().state(), Words.number(group.getValue())))
                .toList();
        return cut(
                "Keys",
                "Keys when the package was made, by type and state; each key",
                EvidenceFiles.KEYS_TABLE,
                2,
                List.of("Type", "State", "Keys"),
                rows);
    }

    private Listing compliance() {
        List<byte[]> lines = tally.compliance().lines();
        List<List<String>> rows = lines.stream()
                .limit(MOST)
                .map(CanonicalJson::read)
                .map(finding -> Stream.of("check", "severity", "subject_type", "subject", "since", "resolved_at")
                        .map(member -> Objects.toString(finding.get(member), "stands"))
                        .toList())
                .toList();
        return cut(
                "Findings of compliance",
                "What the service's own checks found that stood, began or ended in the range, each proved by receipts",
                EvidenceFiles.COMPLIANCE,
                6,
                List.of("Check", "Severity", "Of", "Subject", "Since", "Resolved"),
                rows,
                lines.size());
    }

    private static Listing cut(
            String title, String what, String file, int texts, List<String> columns, List<List<String>> rows) {
        return cut(title, what, file, texts, columns, rows, rows.size());
    }

    /** @param number how many there are, whether or not all are among the rows */
    private static Listing cut(
            String title,
            String what,
            String file,
            int texts,
            List<String> columns,
            List<List<String>> rows,
            int number) {
        String all = number > MOST
                ? "The first " + MOST + " of " + Words.number(number) + "; all are in " + file + "."
                : rows.isEmpty() ? "There are none." : "See also " + file + ".";
        return new Listing(
                title,
                what + ". " + all,
                texts,
                columns,
                rows.stream().limit(MOST).toList());
    }
}
