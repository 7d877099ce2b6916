package io.keywright.ledger.note;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/**
 * The public half of an Ed25519 note key with its name (C2SP signed-note, signature type 0x01). Immutable, equal by
 * content. Verifies with whatever JCA provider comes first; the JDK's own is enough.
 */
public final class VerifierKey implements NoteKey {

    private static final int TYPE_ED25519 = 0x01;

    private final KeyLine line;
    private final PublicKey publicKey;

    private VerifierKey(KeyLine line) {
        this.line = line;
        this.publicKey = Ed25519.publicKey(line.publicKey());
    }

    /**
     * The key with these bytes.
     *
     * @param rawPublicKey 32 bytes, RFC 8032 section 5.1.5
     * @throws IllegalArgumentException if the name is malformed, or the bytes are no Ed25519 key
     */
    public static VerifierKey of(String name, byte[] rawPublicKey) {
        return new VerifierKey(KeyLine.of(name, TYPE_ED25519, rawPublicKey));
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
        KeyLine parsed = KeyLine.parse(line);
        if (parsed.type() != TYPE_ED25519) {
            throw new IllegalArgumentException("a verifier key must be of signature type 1, Ed25519");
        }
        return new VerifierKey(parsed);
    }

    @Override
    public String name() {
        return line.name();
    }

    @Override
    public int id() {
        return line.id();
    }

    /** The key in X.509 (RFC 8410), as other tools want it. */
    public byte[] subjectPublicKeyInfo() {
        return Ed25519.spki(line.publicKey());
    }

    /** Whether {@code signature} is this key's over {@code message}, a note's text or anything else. Never throws. */
    @Override
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
        return other instanceof VerifierKey that && line.equals(that.line);
    }

    @Override
    public int hashCode() {
        return line.hashCode();
    }

    /** The verifier key line, {@code name+keyid+base64}. */
    @Override
    public String toString() {
        return line.toString();
    }
}
