package io.keywright.ledger.note;

import io.keywright.ledger.encoding.StrictBase64;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The public half of an Ed25519 note key with its name (C2SP signed-note, signature type 0x01). Immutable, equal by
 * content. Verifies with whatever JCA provider comes first; the JDK's own is enough.
 */
public final class VerifierKey {

    private static final byte TYPE_ED25519 = 0x01;
    private static final String SEPARATOR = "+";
    private static final int PARTS = 3;
    private static final HexFormat HEX = HexFormat.of();

    private final String name;
    private final byte[] encoded;
    private final int id;
    private final PublicKey publicKey;

    private VerifierKey(String name, byte[] encoded) {
        this.name = KeyName.check(name);
        this.encoded = encoded;
        this.id = idOf(name, encoded);
        this.publicKey = Ed25519.publicKey(raw());
    }

    /**
     * The key with these bytes.
     *
     * @param rawPublicKey 32 bytes, RFC 8032 section 5.1.5
     * @throws IllegalArgumentException if the name is malformed, or the bytes are no Ed25519 key
     */
    public static VerifierKey of(String name, byte[] rawPublicKey) {
        byte[] encoded = new byte[1 + rawPublicKey.length];
        encoded[0] = TYPE_ED25519;
        System.arraycopy(rawPublicKey, 0, encoded, 1, rawPublicKey.length);
        return new VerifierKey(name, encoded);
    }

    /** Like {@link #of(String, byte[])}, from an Ed25519 key of any JCA provider that encodes it in X.509. */
    public static VerifierKey of(String name, PublicKey publicKey) {
        return of(name, Ed25519.raw(publicKey));
    }

    /**
     * Reads a verifier key line, {@code name+keyid+base64}, without a line end.
     *
     * @throws IllegalArgumentException if the line is spelt in any other way than {@link #toString()} does, or the key id
     *     does not fit the key
     */
    public static VerifierKey parse(String line) {
        String[] parts = line.split("\\+", PARTS);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("a verifier key must be name+keyid+base64");
        }
        byte[] encoded = StrictBase64.decode(parts[2], 1 + Ed25519.PUBLIC_KEY_BYTES);
        if (encoded[0] != TYPE_ED25519) {
            throw new IllegalArgumentException("a verifier key must be of signature type 1, Ed25519");
        }
        VerifierKey key = new VerifierKey(parts[0], encoded);
        if (!key.toString().equals(line)) {
            throw new IllegalArgumentException("the key id does not fit the name and the key");
        }
        return key;
    }

    private static int idOf(String name, byte[] encoded) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(name.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) '\n');
            return ByteBuffer.wrap(sha256.digest(encoded)).getInt();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    public String name() {
        return name;
    }

    /** The first four bytes of SHA-256(name, newline, 0x01, public key), big-endian. */
    public int id() {
        return id;
    }

    /** The key in X.509 (RFC 8410), as other tools want it. */
    public byte[] subjectPublicKeyInfo() {
        return Ed25519.spki(raw());
    }

    private byte[] raw() {
        return Arrays.copyOfRange(encoded, 1, encoded.length);
    }

    /** Whether {@code signature} is this key's over {@code message}. Never throws, whatever the bytes. */
    public boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != Ed25519.SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature ed25519 = Signature.getInstance(Ed25519.NAME);
            ed25519.initVerify(publicKey);
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return id;
    }

    /** The verifier key line, {@code name+keyid+base64}. */
    @Override
    public String toString() {
        return name + SEPARATOR + HEX.toHexDigits(id) + SEPARATOR + StrictBase64.encode(encoded);
    }
}
