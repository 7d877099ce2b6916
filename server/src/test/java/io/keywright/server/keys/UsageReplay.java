package io.keywright.server.keys;

import io.keywright.core.ledger.ReceiptStore;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyUsage;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What each receipt and its change tell of a key's uses, counted from the whole ledger without any index. */
final class UsageReplay {

    private final KeyMetadata key;
    private final Map<String, List<Object>> counts = new TreeMap<>();
    private long encryptions;

    UsageReplay(KeyService service, KeyMetadata key) throws Exception {
        this.key = key;
        ReceiptStore receipts = service.ledger.store.receipts();
        for (ReceiptStore.Entry entry : receipts.entries(0, 100_000)) {
            add(CanonicalReceipt.parse(entry.canonical()), receipts.change(entry.index()));
        }
    }

    /** What the service tells of the key's uses, in the form of {@link #counts}. */
    static Map<String, List<Object>> told(KeyService service, Caller caller, KeyMetadata key) {
        Map<String, List<Object>> told = new TreeMap<>();
        service.usage(caller, key)
                .uses()
                .counts()
                .forEach(count -> told.put(
                        count.day() + " " + count.module() + " "
                                + count.operation().verb(),
                        List.of(count.uses(), count.refused(), count.lastReceiptId())));
        return told;
    }

    /** Uses, refusals and last receipt by day, module and operation. */
    Map<String, List<Object>> counts() {
        return counts;
    }

    long encryptions() {
        return encryptions;
    }

    private void add(Receipt receipt, Optional<byte[]> change) {
        Map<String, ?> told = change.<Map<String, ?>>map(CanonicalJson::read).orElse(Map.of());
        if (told.get("uses") instanceof List<?> uses) {
            uses.stream()
                    .map(use -> (Map<?, ?>) use)
                    .filter(use -> key.keyId().toString().equals(use.get("key_id")))
                    .forEach(use -> add(receipt, use));
        } else if (key.keyId().equals(receipt.context().keyId())) {
            Operation.named(receipt.operation())
                    .filter(Operation::usesKey)
                    .ifPresent(operation -> add(receipt, Map.of("usage", usage(operation), "times", 1L)));
        }
    }

    private static String usage(Operation operation) {
        return operation.usage().map(KeyUsage::wireName).orElse("none");
    }

    private void add(Receipt receipt, Map<?, ?> use) {
        boolean none = receipt.context().errorCode() != null;
        long times = use.get("times") instanceof Long some ? some : 0;
        long refused = none ? times : use.get("refused") instanceof Long part ? part : 0;
        counts.merge(
                LocalDate.ofInstant(receipt.timestamp(), ZoneOffset.UTC) + " " + receipt.requestingModule() + " "
                        + receipt.context().operationType(),
                List.of(times - refused, refused, receipt.receiptId()),
                (sum, one) -> List.of(
                        (long) sum.get(0) + (long) one.get(0), (long) sum.get(1) + (long) one.get(1), one.get(2)));
        encryptions += "encrypt".equals(use.get("usage")) ? times - refused : 0;
    }
}
