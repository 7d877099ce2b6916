package io.keywright.cli.ledger;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.ledger.receipt.ChangeDigest;
import io.keywright.model.Receipt;
import io.keywright.verifier.ledger.check.Finding;
import io.keywright.verifier.ledger.check.Finding.Kind;
import io.keywright.verifier.ledger.check.ReceiptIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That receipts are found where they are: each by its id, and the last of each tenant, key and operation among them by
 * listing with all of these and its time; and that what an operation changed is what its receipt vouches for.
 */
record IndexCheck(ReceiptStore store, RowsCheck rows) implements ReceiptIndex {

    private record Group(String tenant, @Nullable UUID key, String operation) {}

    @Override
    public List<Finding> check(long first, List<Receipt> receipts) {
        List<Entry> entries = new ArrayList<>();
        for (Receipt receipt : receipts) {
            entries.add(new Entry(first + entries.size(), CanonicalReceipt.encode(receipt)));
        }
        List<Finding> findings = new ArrayList<>();
        check(entries, receipts, findings);
        return findings;
    }

    private void check(List<Entry> entries, List<Receipt> receipts, List<Finding> findings) {
        Map<Group, Integer> last = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            Receipt receipt = receipts.get(i);
            Entry entry = entries.get(i);
            String tenant = receipt.scope().tenantId();
            if (receipt.context().changeDigest() != null) {
                changed(entry.index(), receipt.context().changeDigest(), findings);
            }
            note(entry, "by its id", () -> store.receipt(tenant, receipt.receiptId()), findings);
            last.put(new Group(tenant, receipt.context().keyId(), receipt.operation()), i);
        }
        last.forEach((group, i) ->
                note(entries.get(i), "by listing", () -> listed(group, entries.get(i), receipts.get(i)), findings));
    }

    private void changed(long index, String digest, List<Finding> findings) {
        try {
            Optional<byte[]> change = store.change(index);
            if (change.isEmpty() || !ChangeDigest.of(change.get()).equals(digest)) {
                String what = change.isEmpty() ? "is not there" : "is not the one whose digest the receipt has";
                findings.add(Finding.receipt(Kind.CHANGE_WRONG, index, "tells of a change that " + what));
            } else {
                rows.changed(index, change.get());
            }
        } catch (StoreException e) {
            findings.add(Finding.receipt(
                    Kind.CHANGE_WRONG, index, "tells of a change that cannot be read: " + e.getMessage()));
        }
    }

    private Optional<Entry> listed(Group group, Entry entry, Receipt receipt) throws StoreException {
        ReceiptFilter filter = new ReceiptFilter(
                group.key(),
                group.operation(),
                receipt.timestamp(),
                receipt.timestamp().plusMillis(1));
        return store.receipts(group.tenant(), filter, entry.index() + 1, 1).stream()
                .findFirst();
    }

    @FunctionalInterface
    private interface Search {
        Optional<Entry> run() throws StoreException;
    }

    private static void note(Entry entry, String how, Search search, List<Finding> findings) {
        try {
            Optional<Entry> found = search.run();
            if (found.isEmpty() || found.get().index() != entry.index()) {
                findings.add(Finding.receipt(
                        Kind.INDEX_WRONG,
                        entry.index(),
                        found.map(other -> "is not found " + how + ", but receipt " + other.index() + " is")
                                .orElse("is not found " + how)));
            }
        } catch (StoreException e) {
            findings.add(Finding.receipt(
                    Kind.INDEX_WRONG, entry.index(), "cannot be looked up " + how + ": " + e.getMessage()));
        }
    }
}
