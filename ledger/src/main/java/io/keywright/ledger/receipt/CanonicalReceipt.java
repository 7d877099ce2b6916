package io.keywright.ledger.receipt;

import io.keywright.ledger.encoding.StrictBase64;
import io.keywright.ledger.note.NoteKey;
import io.keywright.model.Receipt;
import java.util.Arrays;

/**
 * A receipt with its signature as RFC 8785 (JCS) canonical bytes: what is stored, hashed into the log and answered. Always
 * has the same members; those that do not apply are {@code null}, but {@code change_digest} is left out. There is one way only to spell a receipt.
 */
public final class CanonicalReceipt {

    /** The most bytes that a receipt may have. */
    public static final int MAX_BYTES = 1 << 16;

    static final int SIGNATURE_BYTES = 64;
    private static final int QUOTES_AND_BRACE = 3;

    private CanonicalReceipt() {}

    /**
     * The canonical bytes of a receipt that is signed already.
     *
     * @throws IllegalArgumentException if the receipt cannot be written, see {@link UnsignedReceipt#of}, or its signature
     *     is not the strict Base64 of 64 bytes
     */
    public static byte[] encode(Receipt receipt) {
        return UnsignedReceipt.of(receipt).withSignature(StrictBase64.decode(receipt.signature(), SIGNATURE_BYTES));
    }

    /**
     * Reads exactly what {@link #encode} makes. Does not check the signature.
     *
     * @throws IllegalArgumentException if {@code bytes} are anything else, saying where they begin to be
     */
    public static Receipt parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a receipt must not have more than " + MAX_BYTES + " bytes");
        }
        Receipt receipt = ReceiptReader.read(bytes);
        if (!Arrays.equals(encode(receipt), bytes)) {
            throw new IllegalArgumentException("a receipt in another than its one canonical form");
        }
        return receipt;
    }

    /** Whether {@code canonical}, a receipt in its canonical form, is of that tenant; without reading all of it. */
    public static boolean isOf(byte[] canonical, String tenantId) {
        byte[] member = Literals.ascii(Literals.TENANT_ID + "\"" + tenantId + "\"" + Literals.TS);
        int end = canonical.length - Timestamps.CHARACTERS - QUOTES_AND_BRACE;
        int start = end - member.length;
        return start >= 0 && Arrays.equals(canonical, start, end, member, 0, member.length);
    }

    /** Whether the receipt's signature is {@code key}'s. */
    public static boolean signed(Receipt receipt, NoteKey key) {
        return UnsignedReceipt.of(receipt).isSigned(key, StrictBase64.decode(receipt.signature(), SIGNATURE_BYTES));
    }
}
