package io.keywright.core.backup.recovery;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;

/** The private key of a {@link RecoveryKey}. There only while it is split, or put together to open a backup. */
public final class RecoverySecret implements AutoCloseable {

    private static final int BYTES = 32;

    /** The u-coordinate of the base point (RFC 7748, section 4.1). */
    private static final BigInteger BASE = BigInteger.valueOf(9);

    private final SecretBytes scalar;

    private RecoverySecret(SecretBytes scalar) {
        this.scalar = scalar;
    }

    /** A new one. */
    public static RecoverySecret generate(SecureRandom random) {
        byte[] scalar = new byte[BYTES];
        random.nextBytes(scalar);
        return new RecoverySecret(SecretBytes.own(scalar));
    }

    /** Its public half. */
    public RecoveryKey recoveryKey(int threshold, int shares) {
        return new RecoveryKey(threshold, shares, publicKey());
    }

    /** Its shares. */
    public List<Share> split(int threshold, int shares, SecureRandom random) {
        String name = recoveryKey(threshold, shares).name();
        return scalar.expose(bytes -> Shamir.split(bytes, threshold, shares, random).entrySet().stream()
                .map(each -> new Share(name, threshold, shares, each.getKey(), SecretBytes.own(each.getValue())))
                .toList());
    }

    /**
     * Puts it together.
     *
     * @param shares at least as many as {@code key} needs, of different places
     * @throws IllegalArgumentException if these are not shares of {@code key}; says what is missing or wrong
     */
    public static RecoverySecret join(RecoveryKey key, List<Share> shares) {
        Map<Integer, Share> places = new HashMap<>();
        for (Share share : shares) {
            if (!share.keyName().equals(key.name())) {
                throw new IllegalArgumentException(
                        "Share %d is of the recovery key %s, and the backup needs shares of %s."
                                .formatted(share.place(), share.keyName(), key.name()));
            }
            places.putIfAbsent(share.place(), share);
        }
        int missing = key.threshold() - places.size();
        if (missing > 0) {
            throw new IllegalArgumentException(
                    "The backup needs %d of %d shares of the recovery key %s; %d given, %d more needed."
                            .formatted(key.threshold(), key.shares(), key.name(), places.size(), missing));
        }
        RecoverySecret joined = joined(places);
        if (!key.equals(joined.recoveryKey(key.threshold(), key.shares()))) {
            joined.close();
            throw new IllegalArgumentException(
                    "The shares do not make the recovery key %s: one of them was altered.".formatted(key.name()));
        }
        return joined;
    }

    private static RecoverySecret joined(Map<Integer, Share> places) {
        Map<Integer, byte[]> values = new HashMap<>();
        places.forEach((place, share) -> values.put(place, share.value().expose(byte[]::clone)));
        RecoverySecret joined = new RecoverySecret(SecretBytes.own(Shamir.join(values)));
        values.values().forEach(value -> Arrays.fill(value, (byte) 0));
        return joined;
    }

    /**
     * Opens what the public half sealed.
     *
     * @throws UnwrapException if it did not
     */
    public SecretBytes open(RecoveryKey.Sealed sealed, Binding binding, CryptoProviders crypto) {
        try {
            KEM.Decapsulator decapsulator = KEM.getInstance("DHKEM").newDecapsulator(privateKey());
            try (SecretBytes shared = SecretBytes.own(
                    decapsulator.decapsulate(sealed.encapsulation()).getEncoded())) {
                return new KeyWrap(crypto).unwrap(shared, sealed.wrapped(), binding);
            }
        } catch (GeneralSecurityException e) {
            throw new UnwrapException();
        }
    }

    private byte[] publicKey() {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(privateKey());
            agreement.doPhase(
                    KeyFactory.getInstance("X25519")
                            .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE)),
                    true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks X25519", e);
        }
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        return scalar.expose(bytes -> KeyFactory.getInstance("X25519")
                .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, bytes)));
    }

    @Override
    public void close() {
        scalar.close();
    }
}
