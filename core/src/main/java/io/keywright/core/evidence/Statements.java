package io.keywright.core.evidence;

import io.keywright.model.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sentences that the figures support, and no others. */
record Statements(Tally tally, Inventory inventory) {

    String inventoryOfKeys() {
        return "%s in all (keys.jsonl): by state %s; by type %s."
                .formatted(
                        Words.count(inventory.keyStates().all(), "key"),
                        list(inventory.keyStates()),
                        list(inventory.keyTypes()));
    }

    String protection() {
        return "Where key material is protected: %s.".formatted(list(inventory.protections()));
    }

    String generation() {
        return "The range has %s, %s and %s, each with a signed receipt."
                .formatted(
                        Words.count(tally.done(Operation.GENERATE), "key generation"),
                        Words.count(tally.done(Operation.ROTATE), "rotation"),
                        Words.count(tally.done(Operation.REVOKE), "revocation"));
    }

    String rotation() {
        return "Active keys are due for rotation after %s; overdue: %s. %s came of a rotation."
                .formatted(
                        Words.duration(inventory.rotationSchedule()),
                        Words.count(inventory.overdue().count(), "key"),
                        Words.count(inventory.rotatedOnce(), "key"));
    }

    String access() {
        long configured = inventory.users().stream()
                .filter(user -> user.binding() == null)
                .count();
        return "%s in force when the package was made (access.jsonl, users.csv): %s. Of these, %s given by the configuration."
                .formatted(
                        Words.count(inventory.roles().all(), "role was", "roles were"),
                        list(inventory.roles()),
                        Words.count(configured, "was", "were"));
    }

    String changesOfAccess() {
        return "The range has %s and %s (timeline.csv, changes.jsonl)."
                .formatted(
                        Words.count(tally.done(Operation.BIND_ROLE), "binding of a role", "bindings of roles"),
                        Words.count(tally.done(Operation.UNBIND_ROLE), "withdrawal of a role", "withdrawals of roles"));
    }

    String separation() {
        return "%s may both administer keys and approve changes."
                .formatted(Words.count(inventory.conflicted().count(), "identity", "identities"));
    }

    String policies() {
        return "Every module of the scope may use %s. The range has %s."
                .formatted(
                        Words.count(inventory.open().count(), "active key"),
                        Words.count(
                                tally.done(Operation.CHANGE_POLICY),
                                "change of an access policy",
                                "changes of access policies"));
    }

    String refusals() {
        return "%s refused and recorded: %s."
                .formatted(Words.count(tally.refused().all(), "request was", "requests were"), list(tally.reasons()));
    }

    String receipts() {
        return "%s of %s, each with the ledger's signature and covered by one proof that the ledger holds it."
                .formatted(Words.count(tally.receipts(), "receipt"), Words.count(tally.modules(), "module"));
    }

    String activity() {
        return "What %s did, and when, is counted in activity.csv; receipts.csv has each receipt on a numbered row."
                .formatted(Words.count(tally.activity().byIdentity().size(), "identity", "identities"));
    }

    String approvals() {
        return "%s asked for (approvals.jsonl): %s. %s spent an approval."
                .formatted(
                        Words.count(inventory.approvals().all(), "approval was", "approvals were"),
                        list(inventory.approvals()),
                        Words.count(tally.approved(), "change"));
    }

    String encryption() {
        return "The range has %s and %s. Its receipts name %s."
                .formatted(
                        Words.count(tally.done(Operation.ENCRYPT), "encryption"),
                        Words.count(tally.done(Operation.DECRYPT), "decryption"),
                        Words.count(tally.keysUsed(), "key"));
    }

    String signatures() {
        return "The range has %s and %s."
                .formatted(
                        Words.count(tally.done(Operation.SIGN), "signature"),
                        Words.count(tally.done(Operation.VERIFY), "verification"));
    }

    String anchors() {
        return "%s of the tenant's own (trust-anchors.jsonl). The range has %s of them."
                .formatted(
                        Words.count(
                                inventory.anchors(),
                                "certificate authority is trusted that is",
                                "certificate authorities are trusted that are"),
                        Words.count(tally.done(Operation.UPDATE_TRUST_ANCHOR), "change"));
    }

    String compliance() {
        return "%s of compliance stood, began or ended in the range (compliance.jsonl); %s."
                .formatted(
                        Words.count(tally.compliance().lines().size(), "finding"),
                        Words.count(tally.compliance().standing(), "stands", "stand") + " at its end");
    }

    List<String> complianceGaps() {
        long standing = tally.compliance().standing();
        return standing == 0
                ? List.of()
                : List.of(Words.count(
                                standing,
                                "finding of compliance stands at the end of the range",
                                "findings of compliance stand at the end of the range")
                        + " (compliance.jsonl).");
    }

    List<String> keyGaps() {
        List<String> gaps = new ArrayList<>();
        gap(gaps, inventory.overdue(), "active key is overdue for rotation", "active keys are overdue for rotation");
        gap(gaps, inventory.outlived(), "active key is past its valid_until", "active keys are past their valid_until");
        return gaps;
    }

    List<String> accessGaps() {
        List<String> gaps = new ArrayList<>();
        gap(
                gaps,
                inventory.open(),
                "active key has no policy that narrows which modules may use it",
                "active keys have no policy that narrows which modules may use them");
        gaps.addAll(separationGaps());
        return gaps;
    }

    List<String> separationGaps() {
        List<String> gaps = new ArrayList<>();
        gap(
                gaps,
                inventory.conflicted(),
                "identity may both administer keys and approve",
                "identities may both administer keys and approve");
        return gaps;
    }

    List<String> changeGaps() {
        List<String> gaps = new ArrayList<>();
        gap(
                gaps,
                tally.unapproved(),
                "revocation, policy change or change of trust was made without an approval",
                "revocations, policy changes or changes of trust were made without an approval");
        gap(
                gaps,
                tally.withheld(),
                "change is no longer kept; its receipt is",
                "changes are no longer kept; their receipts are");
        return gaps;
    }

    List<String> logGaps() {
        return tally.receipts() == 0 ? List.of("There is no receipt in the range: nothing is shown of it.") : List.of();
    }

    List<String> allGaps() {
        List<String> gaps = new ArrayList<>(logGaps());
        gaps.addAll(keyGaps());
        gaps.addAll(accessGaps());
        gaps.addAll(changeGaps());
        gaps.addAll(complianceGaps());
        return gaps;
    }

    private static void gap(List<String> gaps, Examples examples, String one, String several) {
        if (!examples.none()) {
            gaps.add(Words.count(examples.count(), one, several) + ": " + examples.named() + ".");
        }
    }

    private static String list(Counts<String> counts) {
        Map<String, Long> byName = counts.byName();
        return byName.isEmpty()
                ? "none"
                : byName.entrySet().stream()
                        .map(count -> count.getKey() + " " + Words.number(count.getValue()))
                        .collect(Collectors.joining(", "));
    }
}
