package io.keywright.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys that an issuer publishes at one time (RFC 7517). Immutable; another reading makes another object. */
public final class PublishedKeys {

    private static final int MAX_KEYS = 100;
    private static final int MIN_RSA_BITS = 2048;
    /** Members of private and symmetric keys (RFC 7518, section 6), whether or not the rest of the key can be read. */
    private static final Set<String> SECRET = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private final Map<String, JWK> byId;
    private final List<String> odd;

    private PublishedKeys(Map<String, JWK> byId, List<String> odd) {
        this.byId = Map.copyOf(byId);
        this.odd = List.copyOf(odd);
    }

    /**
     * Reads a JWK set of at most {@value #MAX_KEYS} keys. Keys that cannot verify tokens are passed over, and so are those that are
     * {@linkplain #odd odd}.
     *
     * @throws IllegalArgumentException if it is none, or holds what should never be published: then its issuer's keys
     *     are in doubt altogether
     */
    static PublishedKeys parse(String jwkSet) {
        List<Object> members = members(jwkSet);
        Map<String, JWK> keys = new HashMap<>();
        Set<String> doubled = new TreeSet<>();
        List<String> odd = new ArrayList<>();
        if (members.isEmpty()) {
            odd.add("the set has no keys");
        }
        for (int i = 0; i < members.size(); i++) {
            try {
                JWK key = key(members.get(i));
                if (signs(key) && keys.put(name(key), key) != null) {
                    doubled.add(name(key));
                }
            } catch (ParseException e) {
                odd.add("key " + (i + 1) + " of " + members.size() + " " + e.getMessage());
            }
        }
        doubled.forEach(keys::remove);
        if (keys.isEmpty() && !doubled.isEmpty()) {
            throw new IllegalArgumentException("a JWK set in which each kid stands for two keys");
        }
        doubled.forEach(it -> odd.add("the kid " + it + " stands for two keys, so for none"));
        return new PublishedKeys(keys, odd);
    }

    private static List<Object> members(String jwkSet) {
        try {
            List<Object> members = JSONObjectUtils.getJSONArray(JSONObjectUtils.parse(jwkSet), "keys");
            if (members != null && members.size() <= MAX_KEYS) {
                return members;
            }
            throw new IllegalArgumentException(
                    members == null ? "not a JWK set" : "a JWK set of more than " + MAX_KEYS + " keys");
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a JWK set", e);
        }
    }

    /**
     * One key of the set.
     *
     * @throws ParseException if it is none; the message repeats nothing of it
     */
    private static JWK key(@Nullable Object member) throws ParseException {
        if (!(member instanceof Map<?, ?> object)) {
            throw new ParseException("is no JSON object", 0);
        }
        Map<String, Object> named = new HashMap<>();
        object.forEach((name, value) -> named.put(String.valueOf(name), value));
        if (SECRET.stream().anyMatch(named::containsKey)) {
            throw new IllegalArgumentException("a JWK set with a private or symmetric key");
        }
        JWK key;
        try {
            key = JWK.parse(named);
        } catch (ParseException | IllegalArgumentException e) {
            throw new ParseException("cannot be read", 0);
        }
        if (!SignedTokens.isName(key.getKeyID(), SignedTokens.MAX_KEY_ID)) {
            throw new ParseException("has no kid, or none that can name it", 0);
        }
        return key;
    }

    private static String name(JWK key) {
        return String.valueOf(key.getKeyID());
    }

    /** What was passed over although a signer may think that it counts, one sentence's part each. */
    List<String> odd() {
        return odd;
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
