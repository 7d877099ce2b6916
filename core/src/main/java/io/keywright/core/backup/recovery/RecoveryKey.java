package io.keywright.core.backup.recovery;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.encoding.StrictBase64;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.KEM;

/**
 * What backups are sealed to where shares open them: an X25519 public key (RFC 7748), and into how many shares its private key
 * was split. No secret. Its text is {@code keywright-recovery-key/1 2/3 PUBLIC}, with a plus sign for each space.
 *
 * @param threshold how many shares are needed
 * @param shares how many there are
 * @param publicKey 32 bytes
 */
public record RecoveryKey(int threshold, int shares, byte[] publicKey) {

    /** The most shares; more people than that nobody finds again. */
    public static final int MOST_SHARES = 16;

    private static final int BYTES = 32;
    private static final int NAME_DIGITS = 8;
    private static final String LABEL = "keywright-recovery-key/1";
    private static final Pattern TEXT =
            Pattern.compile("keywright-recovery-key/1\\+([0-9]{1,2})/([0-9]{1,2})\\+([A-Za-z0-9+/]{43}=)");

    public RecoveryKey {
        if (threshold < 2 || threshold > shares || shares > MOST_SHARES || publicKey.length != BYTES) {
            throw new IllegalArgumentException(
                    "must be of 2 to " + MOST_SHARES + " shares, 2 or more of which are needed");
        }
        publicKey = publicKey.clone();
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if {@code text} is anything else
     */
    public static RecoveryKey parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "must be the line that keywright backup key create has written, " + LABEL + "+…");
        }
        return new RecoveryKey(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                StrictBase64.decode(parts.group(3), BYTES));
    }

    /** What people tell it by: the first digits of its SHA-256. */
    public String name() {
        return Sha256.hex(publicKey).substring(0, NAME_DIGITS);
    }

    /**
     * A key, wrapped under what was encapsulated for this key (RFC 9180, DHKEM(X25519, HKDF-SHA256)).
     *
     * @param encapsulation 32 bytes
     */
    public record Sealed(byte[] encapsulation, byte[] wrapped) {}

    /** Seals {@code key}. */
    public Sealed seal(SecretBytes key, Binding binding, CryptoProviders crypto) {
        try {
            KEM.Encapsulated made = KEM.getInstance("DHKEM")
                    .newEncapsulator(asPublicKey(), crypto.random())
                    .encapsulate();
            try (SecretBytes shared = SecretBytes.own(made.key().getEncoded())) {
                return new Sealed(made.encapsulation(), new KeyWrap(crypto).wrap(shared, key, binding));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("is no X25519 public key", e);
        }
    }

    private PublicKey asPublicKey() throws GeneralSecurityException {
        return KeyFactory.getInstance("X25519")
                .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, number(publicKey)));
    }

    /** Little-endian, as RFC 7748 has it. */
    private static BigInteger number(byte[] littleEndian) {
        byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = littleEndian[bigEndian.length - 1 - i];
        }
        return new BigInteger(1, bigEndian);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecoveryKey that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return LABEL + "+" + threshold + "/" + shares + "+" + StrictBase64.encode(publicKey);
    }
}
