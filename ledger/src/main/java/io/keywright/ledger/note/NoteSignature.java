package io.keywright.ledger.note;

import io.keywright.ledger.encoding.StrictBase64;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One signature line of a note: key name, key id, and a signature of any type and length. Immutable, equal by content. */
public final class NoteSignature {

    private static final String DASH = "\u2014 ";

    private final String keyName;
    private final int keyId;
    private final byte[] signature;

    /**
     * A signature line with these parts.
     *
     * @throws IllegalArgumentException if the name is malformed or the signature empty
     */
    public NoteSignature(String keyName, int keyId, byte[] signature) {
        if (signature.length == 0) {
            throw new IllegalArgumentException("a signature must not be empty");
        }
        this.keyName = KeyName.check(keyName);
        this.keyId = keyId;
        this.signature = signature.clone();
    }

    /**
     * Reads a signature line, without its end.
     *
     * @throws IllegalArgumentException if it is spelt in any other way than {@link #toString()} does
     */
    public static NoteSignature parse(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length()) {
            throw new IllegalArgumentException("a signature line must be an em dash, the key name and Base64");
        }
        ByteBuffer bytes = ByteBuffer.wrap(StrictBase64.decode(line.substring(space + 1)));
        if (bytes.remaining() <= Integer.BYTES) {
            throw new IllegalArgumentException("a signature line must hold a key id and a signature");
        }
        int keyId = bytes.getInt();
        byte[] signature = new byte[bytes.remaining()];
        bytes.get(signature);
        return new NoteSignature(line.substring(DASH.length(), space), keyId, signature);
    }

    public String keyName() {
        return keyName;
    }

    public int keyId() {
        return keyId;
    }

    /** A copy of the signature's bytes, without the key id. */
    public byte[] signature() {
        return signature.clone();
    }

    /** Whether this claims to be of {@code key}, by name and id. */
    public boolean claims(NoteKey key) {
        return keyId == key.id() && keyName.equals(key.name());
    }

    boolean verifies(byte[] text, NoteKey key) {
        return key.verifies(text, signature);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NoteSignature that
                && keyName.equals(that.keyName)
                && keyId == that.keyId
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(signature);
    }

    /** The signature line, without its end. */
    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(keyId)
                .put(signature)
                .array();
        return DASH + keyName + ' ' + StrictBase64.encode(bytes);
    }
}
