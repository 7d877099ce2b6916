package io.keywright.ledger.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Findings of compliance as a tenant's receipts tell of them: what was found, the receipt with which each began, and the one with
 * which it ended. The same receipts make the same findings, for who exports them and for who verifies. Belongs to one thread.
 */
public final class ComplianceHistory {

    private static final String OPENED = "finding_opened";
    private static final String RESOLVED = "finding_resolved";
    private static final String CONCERNED = "\"operation\":\"finding_";
    private static final String ID = "finding_id";

    /** More do not fit into the memory of who verifies, and are left out; then the list is not the one that it must be. */
    private static final int MOST = 1_000_000;

    private final List<Map<String, @Nullable Object>> findings = new ArrayList<>();
    private final Map<String, Map<String, @Nullable Object>> standing = new HashMap<>();

    /** Whether a receipt in its canonical form may tell of a finding. */
    public static boolean concerns(byte[] canonical) {
        return new String(canonical, ISO_8859_1).contains(CONCERNED);
    }

    /**
     * Takes in the next receipt, in the order of the ledger.
     *
     * @param change what it vouches for, RFC 8785; what cannot be read, or is no longer kept, tells nothing
     */
    public void add(byte[] canonical, byte[] change) {
        if (change.length == 0) {
            return;
        }
        try {
            add(CanonicalReceipt.parse(canonical), CanonicalJson.read(change));
        } catch (IllegalArgumentException e) {
            // Whoever compares finds that it is missing.
        }
    }

    private void add(Receipt receipt, Map<String, @Nullable Object> change) {
        if (!(change.get(ID) instanceof String id) || !receipt.context().success()) {
            return;
        }
        switch (receipt.operation()) {
            case OPENED -> standing.put(id, begun(receipt, change));
            case RESOLVED -> {
                Map<String, @Nullable Object> finding = standing.remove(id);
                finding = finding == null ? found(receipt, change) : finding;
                finding.put("resolved_at", Manifest.TIME.format(receipt.timestamp()));
                finding.put("resolved_by", receipt.receiptId().toString());
            }
            default -> {}
        }
    }

    private Map<String, @Nullable Object> begun(Receipt receipt, Map<String, @Nullable Object> change) {
        Map<String, @Nullable Object> finding = found(receipt, change);
        finding.put("opened_by", receipt.receiptId().toString());
        return finding;
    }

    private Map<String, @Nullable Object> found(Receipt receipt, Map<String, @Nullable Object> change) {
        Map<String, @Nullable Object> finding = new HashMap<>(change);
        finding.remove("actor");
        finding.put("environment", receipt.scope().environment().wireName());
        finding.put("plane", receipt.scope().plane().wireName());
        finding.put("opened_by", null);
        finding.put("resolved_at", null);
        finding.put("resolved_by", null);
        if (findings.size() < MOST) {
            findings.add(finding);
        }
        return finding;
    }

    /** All of them, in the order in which receipts first told of each. */
    public List<Map<String, @Nullable Object>> findings() {
        return List.copyOf(findings);
    }

    /** The line of a finding, RFC 8785. */
    public static byte[] line(Map<String, @Nullable Object> finding) {
        return CanonicalJson.write(finding);
    }

    /** How many have not ended. */
    public int standing() {
        return standing.size();
    }
}
