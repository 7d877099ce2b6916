package io.keywright.core.export;

import io.keywright.model.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Sentences that the figures support, and no others. */
record Statements(Tally tally, Inventory inventory) {

    String inventoryOfKeys() {
        return String.format(
                Locale.ROOT,
                "%,d keys in all (keys.jsonl): by state %s; by type %s.",
                inventory.keyStates().all(),
                list(inventory.keyStates()),
                list(inventory.keyTypes()));
    }

    String protection() {
        return String.format(Locale.ROOT, "Where key material is protected: %s.", list(inventory.protections()));
    }

    String generation() {
        return String.format(
                Locale.ROOT,
                "%,d keys were generated, %,d rotated and %,d revoked in the range, each with a signed receipt.",
                tally.done(Operation.GENERATE),
                tally.done(Operation.ROTATE),
                tally.done(Operation.REVOKE));
    }

    String rotation() {
        return String.format(
                Locale.ROOT,
                "Active keys are due for rotation after %s; %,d are overdue. %,d keys came of a rotation.",
                inventory.rotationSchedule(),
                inventory.overdue().count(),
                inventory.rotatedOnce());
    }

    String access() {
        return String.format(
                Locale.ROOT,
                "Roles bound to identities when the archive was made (access.jsonl): %s. %,d were bound and %,d taken back in"
                        + " the range (changes.jsonl).",
                list(inventory.roles()),
                tally.done(Operation.BIND_ROLE),
                tally.done(Operation.UNBIND_ROLE));
    }

    String policies() {
        return String.format(
                Locale.ROOT,
                "%,d active keys let every module of their scope use them. %,d access policies were changed in the range.",
                inventory.open().count(),
                tally.done(Operation.CHANGE_POLICY));
    }

    String refusals() {
        return String.format(
                Locale.ROOT,
                "%,d requests were refused and recorded: %s.",
                tally.refused().all(),
                list(tally.reasons()));
    }

    String receipts() {
        return String.format(
                Locale.ROOT,
                "%,d receipts of %,d modules, each with the ledger's signature and covered by one proof that the ledger holds it.",
                tally.receipts(),
                tally.modules());
    }

    String approvals() {
        return String.format(
                Locale.ROOT,
                "%,d approvals were asked for (approvals.jsonl): %s. %,d changes spent an approval.",
                inventory.approvals().all(),
                list(inventory.approvals()),
                tally.approved());
    }

    String encryption() {
        return String.format(
                Locale.ROOT,
                "%,d encryptions and %,d decryptions were carried out. Receipts of the range name %,d different keys.",
                tally.done(Operation.ENCRYPT),
                tally.done(Operation.DECRYPT),
                tally.keysUsed());
    }

    String signatures() {
        return String.format(
                Locale.ROOT,
                "%,d signatures were made and %,d checked.",
                tally.done(Operation.SIGN),
                tally.done(Operation.VERIFY));
    }

    String anchors() {
        return String.format(
                Locale.ROOT,
                "%,d certificate authorities of the tenant's own were trusted (trust-anchors.jsonl); %,d changes of them in"
                        + " the range.",
                inventory.anchors(),
                tally.done(Operation.UPDATE_TRUST_ANCHOR));
    }

    List<String> keyGaps() {
        List<String> gaps = new ArrayList<>();
        gap(gaps, inventory.overdue(), "active keys are overdue for rotation");
        gap(gaps, inventory.outlived(), "active keys are past their valid_until");
        return gaps;
    }

    List<String> accessGaps() {
        List<String> gaps = new ArrayList<>();
        gap(gaps, inventory.open(), "active keys have no policy that narrows which modules may use them");
        gap(gaps, inventory.conflicted(), "identities may both administer keys and approve");
        return gaps;
    }

    List<String> changeGaps() {
        List<String> gaps = new ArrayList<>();
        gap(gaps, tally.unapproved(), "revocations, policy changes or changes of trust were made without an approval");
        gap(gaps, tally.withheld(), "changes are no longer kept; their receipts are");
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
        return gaps;
    }

    private static void gap(List<String> gaps, Examples examples, String what) {
        if (!examples.none()) {
            gaps.add(String.format(Locale.ROOT, "%,d %s: %s.", examples.count(), what, examples.named()));
        }
    }

    private static String list(Counts<String> counts) {
        Map<String, Long> byName = counts.byName();
        return byName.isEmpty()
                ? "none"
                : byName.entrySet().stream()
                        .map(count -> String.format(Locale.ROOT, "%s %,d", count.getKey(), count.getValue()))
                        .collect(Collectors.joining(", "));
    }
}
