package io.keywright.ledger.receipt;

import io.keywright.ledger.note.NoteKey;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.model.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A receipt without its {@code signature} member, as RFC 8785 canonical bytes: what is signed. Written once; the signed form
 * is made by inserting the member at its place. Immutable.
 */
public final class UnsignedReceipt {

    private static final byte[] BEFORE_SIGNATURE = ",\"signature\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int BASE64_CHARACTERS = 88;
    private static final int MEMBER_BYTES = BEFORE_SIGNATURE.length + BASE64_CHARACTERS + 1;

    private final byte[] bytes;
    private final int signatureOffset;

    UnsignedReceipt(byte[] bytes, int signatureOffset) {
        if (bytes.length > CanonicalReceipt.MAX_BYTES - MEMBER_BYTES) {
            throw new IllegalArgumentException(
                    "a receipt must not have more than " + CanonicalReceipt.MAX_BYTES + " bytes");
        }
        this.bytes = bytes;
        this.signatureOffset = signatureOffset;
    }

    /**
     * Writes {@code receipt}, whose signature is not looked at. What its timestamp has below milliseconds is cut off.
     *
     * @throws IllegalArgumentException if a string holds a surrogate without its partner, if the year has not four digits,
     *     if the key size is negative, or if it gets longer than {@link CanonicalReceipt#MAX_BYTES}
     */
    public static UnsignedReceipt of(Receipt receipt) {
        return ReceiptWriter.write(receipt);
    }

    /** A copy of the canonical bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The canonical bytes of the whole receipt, signed by {@code signer}. */
    public byte[] sign(NoteSigner signer) {
        return withSignature(signer.sign(bytes));
    }

    /**
     * The canonical bytes of the whole receipt.
     *
     * @param signature 64 bytes, Ed25519 over {@link #bytes()}
     */
    public byte[] withSignature(byte[] signature) {
        if (signature.length != CanonicalReceipt.SIGNATURE_BYTES) {
            throw new IllegalArgumentException("an Ed25519 signature must have 64 bytes");
        }
        byte[] signed = new byte[bytes.length + MEMBER_BYTES];
        int offset = signatureOffset;
        System.arraycopy(bytes, 0, signed, 0, offset);
        System.arraycopy(BEFORE_SIGNATURE, 0, signed, offset, BEFORE_SIGNATURE.length);
        offset += BEFORE_SIGNATURE.length;
        System.arraycopy(Base64.getEncoder().encode(signature), 0, signed, offset, BASE64_CHARACTERS);
        offset += BASE64_CHARACTERS;
        signed[offset++] = '"';
        System.arraycopy(bytes, signatureOffset, signed, offset, bytes.length - signatureOffset);
        return signed;
    }

    boolean isSigned(NoteKey key, byte[] signature) {
        return key.verifies(bytes, signature);
    }
}
