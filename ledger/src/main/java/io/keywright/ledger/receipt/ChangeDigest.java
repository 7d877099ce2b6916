package io.keywright.ledger.receipt;

import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.encoding.StrictBase64;
import io.keywright.model.Receipt;

/** Ties what an operation changed to its receipt: SHA-256 of the change's RFC 8785 form, in Base64. */
public final class ChangeDigest {

    private ChangeDigest() {}

    /** The digest of {@code change}, an object in its RFC 8785 form. */
    public static String of(byte[] change) {
        return StrictBase64.encode(Sha256.of(change));
    }

    /** Whether {@code receipt} tells of {@code change}. */
    public static boolean matches(Receipt receipt, byte[] change) {
        return of(change).equals(receipt.context().changeDigest());
    }
}
