package io.keywright.ledger.receipt;

import io.keywright.ledger.encoding.StrictBase64;
import io.keywright.model.Receipt;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Ties what an operation changed to its receipt: SHA-256 of the change's RFC 8785 form, in Base64. */
public final class ChangeDigest {

    private ChangeDigest() {}

    /** The digest of {@code change}, an object in its RFC 8785 form. */
    public static String of(byte[] change) {
        try {
            return StrictBase64.encode(MessageDigest.getInstance("SHA-256").digest(change));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    /** Whether {@code receipt} tells of {@code change}. */
    public static boolean matches(Receipt receipt, byte[] change) {
        return of(change).equals(receipt.context().changeDigest());
    }
}
