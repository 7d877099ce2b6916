package io.keywright.ledger.cosignature;

import io.keywright.ledger.encoding.StrictUtf8;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.KeyLine;
import io.keywright.ledger.note.NoteKey;
import io.keywright.ledger.note.NoteSignature;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The public half of a cosigner's key with its name (C2SP tlog-cosignature). Immutable, equal by content. Verifies with
 * whatever JCA provider comes first; the JDK's own is enough.
 */
public final class CosignerKey implements NoteKey {

    private final KeyLine line;
    private final CosignatureType type;
    private final PublicKey publicKey;

    private CosignerKey(KeyLine line) {
        this.line = line;
        this.type = CosignatureType.ofCode(line.type());
        this.publicKey = type.publicKey(line.publicKey());
    }

    /**
     * The key of that name.
     *
     * @throws IllegalArgumentException if the name is malformed, or the key not of {@code type}
     */
    public static CosignerKey of(String name, CosignatureType type, PublicKey publicKey) {
        return new CosignerKey(KeyLine.of(name, type.code(), type.raw(publicKey)));
    }

    /**
     * Reads a verifier key line of signature type 4 or 6, without a line end.
     *
     * @throws IllegalArgumentException if the line is spelt in any other way than {@link #toString()} does, or this Java
     *     does not know such keys
     */
    public static CosignerKey parse(String line) {
        return new CosignerKey(KeyLine.parse(line));
    }

    @Override
    public String name() {
        return line.name();
    }

    @Override
    public int id() {
        return line.id();
    }

    public CosignatureType type() {
        return type;
    }

    /**
     * Whether {@code signature}, its timestamp included, is this key's on a checkpoint of {@code text}. One without a
     * time states too little and is none. Never throws.
     */
    @Override
    public boolean verifies(byte[] text, byte[] signature) {
        if (signature.length != Long.BYTES + type.signatureBytes()) {
            return false;
        }
        try {
            String checkpoint = StrictUtf8.decode(text);
            Checkpoint.parseExtended(checkpoint);
            return verifies(new CosignedMessage(name(), checkpoint, timestamp(signature)), signature);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return false;
        }
    }

    private boolean verifies(CosignedMessage message, byte[] signature) throws GeneralSecurityException {
        if (message.timestamp() <= 0) {
            return false;
        }
        Signature verifier = Signature.getInstance(type.signatureAlgorithm());
        verifier.initVerify(publicKey);
        verifier.update(message.bytes(type));
        return verifier.verify(Arrays.copyOfRange(signature, Long.BYTES, signature.length));
    }

    /**
     * When this cosigner stated that the checkpoint is the newest it has seen of the log: at the last time, if it did so
     * more than once. Empty if it did not, or if any cosignature that claims to be its own is wrong.
     */
    public Optional<Instant> cosignedAt(SignedNote note) {
        if (note.check(this) != SignatureCheck.VALID) {
            return Optional.empty();
        }
        return note.signatures().stream()
                .filter(signature -> signature.claims(this))
                .map(CosignerKey::time)
                .max(Comparator.naturalOrder());
    }

    private static Instant time(NoteSignature signature) {
        return Instant.ofEpochSecond(Math.min(timestamp(signature.signature()), Instant.MAX.getEpochSecond()));
    }

    private static long timestamp(byte[] signature) {
        return ByteBuffer.wrap(signature).getLong();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CosignerKey that && line.equals(that.line);
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
