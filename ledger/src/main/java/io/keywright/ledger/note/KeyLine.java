package io.keywright.ledger.note;

import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.encoding.StrictBase64;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A verifier key line, {@code name+keyid+base64} (C2SP signed-note), of whatever signature type; whether the bytes are a
 * key is for others to say. Immutable, equal by content.
 */
public final class KeyLine {

    private static final String SEPARATOR = "+";
    private static final int PARTS = 3;
    private static final HexFormat HEX = HexFormat.of();

    private final String name;
    private final byte[] typed;
    private final int id;

    private KeyLine(String name, byte[] typed) {
        this.name = KeyName.check(name);
        this.typed = typed;
        this.id = idOf(name, typed);
    }

    /**
     * The line with these parts.
     *
     * @param type the signature type, one byte
     * @throws IllegalArgumentException if the name is malformed
     */
    public static KeyLine of(String name, int type, byte[] publicKey) {
        byte[] typed = new byte[1 + publicKey.length];
        typed[0] = (byte) type;
        System.arraycopy(publicKey, 0, typed, 1, publicKey.length);
        return new KeyLine(name, typed);
    }

    /**
     * Reads a line, without its end.
     *
     * @throws IllegalArgumentException if it is spelt in any other way than {@link #toString()} does, or the key id does
     *     not fit the key
     */
    public static KeyLine parse(String line) {
        String[] parts = line.split("\\+", PARTS);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("a verifier key must be name+keyid+base64");
        }
        byte[] typed = StrictBase64.decode(parts[2]);
        if (typed.length < 2) {
            throw new IllegalArgumentException("a verifier key must hold a signature type and a key");
        }
        KeyLine key = new KeyLine(parts[0], typed);
        if (!key.toString().equals(line)) {
            throw new IllegalArgumentException("the key id does not fit the name and the key");
        }
        return key;
    }

    private static int idOf(String name, byte[] typed) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        return ByteBuffer.wrap(sha256.digest(typed)).getInt();
    }

    public String name() {
        return name;
    }

    /** See {@link NoteKey#id()}. */
    public int id() {
        return id;
    }

    /** The signature type. */
    public int type() {
        return Byte.toUnsignedInt(typed[0]);
    }

    /** A copy of the key's bytes, without the type. */
    public byte[] publicKey() {
        return Arrays.copyOfRange(typed, 1, typed.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyLine that && name.equals(that.name) && Arrays.equals(typed, that.typed);
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return name + SEPARATOR + HEX.toHexDigits(id) + SEPARATOR + StrictBase64.encode(typed);
    }
}
