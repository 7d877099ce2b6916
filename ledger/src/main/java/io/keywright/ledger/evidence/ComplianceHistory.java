package io.keywright.ledger.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Receipt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
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

    /** More do not fit into the memory of who exports, and of who verifies. */
    private static final int MOST = 100_000;

    private final List<byte[]> lines = new ArrayList<>();
    private final Map<String, Integer> standing = new HashMap<>();
    private boolean whole = true;

    /** Receipts tell of more findings than one history holds. */
    public static final class TooLong extends IOException {

        TooLong() {
            super("the range has more than " + MOST + " findings of compliance; choose a shorter one");
        }
    }

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
            case OPENED -> begin(id, receipt, change);
            case RESOLVED -> end(id, receipt, change);
            default -> {}
        }
    }

    private void begin(String id, Receipt receipt, Map<String, @Nullable Object> change) {
        Map<String, @Nullable Object> finding = found(receipt, change);
        finding.put("opened_by", receipt.receiptId().toString());
        if (keep(finding)) {
            standing.put(id, lines.size() - 1);
        }
    }

    private void end(String id, Receipt receipt, Map<String, @Nullable Object> change) {
        Integer place = standing.remove(id);
        Map<String, @Nullable Object> finding =
                place == null ? found(receipt, change) : new HashMap<>(CanonicalJson.read(lines.get(place)));
        finding.put("resolved_at", Manifest.TIME.format(receipt.timestamp()));
        finding.put("resolved_by", receipt.receiptId().toString());
        if (place == null) {
            keep(finding);
        } else {
            lines.set(place, CanonicalJson.write(finding));
        }
    }

    private boolean keep(Map<String, @Nullable Object> finding) {
        whole &= lines.size() < MOST;
        if (whole) {
            lines.add(CanonicalJson.write(finding));
        }
        return whole;
    }

    private static Map<String, @Nullable Object> found(Receipt receipt, Map<String, @Nullable Object> change) {
        Map<String, @Nullable Object> finding = new HashMap<>(change);
        finding.remove("actor");
        finding.put("environment", receipt.scope().environment().wireName());
        finding.put("plane", receipt.scope().plane().wireName());
        finding.put("opened_by", null);
        finding.put("resolved_at", null);
        finding.put("resolved_by", null);
        return finding;
    }

    /** Of each finding its line, RFC 8785, in the order in which receipts first told of each. */
    public List<byte[]> lines() {
        return Collections.unmodifiableList(lines);
    }

    /** Passes if these are all that there are. */
    public void requireWhole() throws TooLong {
        if (!whole) {
            throw new TooLong();
        }
    }

    /** How many have not ended. */
    public int standing() {
        return standing.size();
    }
}
