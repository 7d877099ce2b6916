package io.keywright.core.evidence;

import io.keywright.core.ledger.Details;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.Receipt;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Receipts as rows of tables: each one in the table of receipts, and what changed something in the time line, too. */
final class ReceiptRows {

    private final Tables tables;
    private long row;

    ReceiptRows(Tables tables) {
        this.tables = tables;
    }

    void add(Entry entry, Receipt receipt, Optional<byte[]> change) throws IOException {
        Map<String, @Nullable Object> members = members(entry, receipt);
        members.put("row", ++row);
        tables.receipts().row(members);
        if (receipt.context().changeDigest() != null) {
            change.ifPresent(bytes -> describe(CanonicalJson.read(bytes), members));
            tables.timeline().row(members);
        }
    }

    private static Map<String, @Nullable Object> members(Entry entry, Receipt receipt) {
        Map<String, @Nullable Object> members = Details.members(
                "index", entry.index(),
                "receipt_id", receipt.receiptId(),
                "ts", Details.time(receipt.timestamp()),
                "module", receipt.requestingModule(),
                "operation", receipt.operation(),
                "success", receipt.context().success());
        members.putAll(JsonLines.scope(receipt.scope()));
        members.put("key_id", receipt.context().keyId());
        members.put("algorithm", receipt.context().algorithm());
        members.put("error_code", receipt.context().errorCode());
        members.put("change_digest", receipt.context().changeDigest());
        return members;
    }

    /** Who made the change, and by which approval. */
    private static void describe(Map<String, @Nullable Object> change, Map<String, @Nullable Object> members) {
        members.put("actor", change.get("actor"));
        members.put("actor_person", change.get("actor_person"));
        if (change.get("approval") instanceof Map<?, ?> approval) {
            members.put("approval_issuer", approval.get("issuer"));
            members.put("approval_id", approval.get("token_id"));
        }
    }
}
