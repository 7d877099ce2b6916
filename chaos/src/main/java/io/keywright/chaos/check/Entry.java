package io.keywright.chaos.check;

import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Receipt;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A receipt in the ledger.
 *
 * @param canonical its bytes
 * @param change what its operation changed; empty if nothing
 */
public record Entry(long index, byte[] canonical, Receipt receipt, Map<String, @Nullable Object> change) {

    /** Reads one as the store has it. */
    public static Entry of(long index, byte[] canonical, byte @Nullable [] change) {
        return new Entry(
                index,
                canonical,
                CanonicalReceipt.parse(canonical),
                change == null ? new HashMap<>() : CanonicalJson.read(change));
    }

    /** Whether it tells of something that succeeded and is called so. */
    public boolean is(String operation) {
        return receipt.context().success() && receipt.operation().equals(operation);
    }

    /** The key that it is about, or {@code ""}. */
    public String keyId() {
        return receipt.context().keyId() == null
                ? ""
                : receipt.context().keyId().toString();
    }

    /** A member of what it changed, or {@code ""}. */
    public String changed(String name) {
        return text(change, name);
    }

    /** A member of a member of what it changed, or {@code ""}. */
    public String changed(String member, String name) {
        return change.get(member) instanceof Map<?, ?> inner ? text(inner, name) : "";
    }

    private static String text(Map<?, ?> members, String name) {
        Object value = members.get(name);
        return value == null ? "" : value.toString();
    }
}
