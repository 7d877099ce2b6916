package io.keywright.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The keys that an issuer publishes at one time (RFC 7517). Immutable; another reading makes another object. */
public final class PublishedKeys {

    private static final int MAX_KEYS = 100;
    private static final int MIN_RSA_BITS = 2048;

    private final Map<String, JWK> byId;

    private PublishedKeys(Map<String, JWK> byId) {
        this.byId = Map.copyOf(byId);
    }

    /**
     * Reads a JWK set. Keys that cannot verify tokens are passed over.
     *
     * @throws IllegalArgumentException if it is none, or holds what should never be published: then its issuer's keys
     *     are in doubt altogether
     */
    static PublishedKeys parse(String jwkSet) {
        try {
            return of(JWKSet.parse(jwkSet));
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a JWK set", e);
        }
    }

    private static PublishedKeys of(JWKSet set) {
        if (set.getKeys().size() > MAX_KEYS) {
            throw new IllegalArgumentException("a JWK set of more than " + MAX_KEYS + " keys");
        }
        Map<String, JWK> keys = new HashMap<>();
        for (JWK key : set.getKeys()) {
            if (key.isPrivate()) {
                throw new IllegalArgumentException("a JWK set with a private or symmetric key");
            }
            if (key.getKeyID() != null && signs(key) && keys.put(key.getKeyID(), key) != null) {
                throw new IllegalArgumentException("a JWK set with two keys of one kid");
            }
        }
        return new PublishedKeys(keys);
    }

    private static boolean signs(JWK key) {
        return (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
    }

    boolean has(String keyId) {
        return byId.containsKey(keyId);
    }

    /** What verifies signatures of that key and algorithm; empty if the key is not there or not for the algorithm. */
    Optional<JWSVerifier> verifier(String keyId, JWSAlgorithm algorithm) {
        JWK key = byId.get(keyId);
        if (key == null || (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm))) {
            return Optional.empty();
        }
        try {
            return verifier(key, algorithm);
        } catch (JOSEException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Optional<JWSVerifier> verifier(JWK key, JWSAlgorithm algorithm)
            throws JOSEException, GeneralSecurityException {
        boolean rsa = algorithm.equals(JWSAlgorithm.RS256) || algorithm.equals(JWSAlgorithm.PS256);
        return switch (key) {
            case RSAKey it when rsa && it.size() >= MIN_RSA_BITS -> Optional.of(new RSASSAVerifier(it));
            case ECKey it
            when algorithm.equals(JWSAlgorithm.ES256) && it.getCurve().equals(Curve.P_256) ->
                Optional.of(new ECDSAVerifier(it));
            case OctetKeyPair it
            when algorithm.equals(JWSAlgorithm.EdDSA) && it.getCurve().equals(Curve.Ed25519) ->
                Optional.of(new Ed25519Verifier(it.getDecodedX()));
            default -> Optional.empty();
        };
    }
}
