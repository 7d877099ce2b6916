package io.keywright.core.crypto;

import io.keywright.model.Algorithm;
import io.keywright.model.Kdf;
import io.keywright.model.KeyType;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Decides vectors of key agreement, by what is derived from the secret. */
record AgreementVectors(CryptoEngine engine, KeyType type) {

    private static final String X25519_PUBLIC = "302a300506032b656e032100";
    private static final byte[] SALT = new byte[16];

    /** Whether it comes to the published secret, or refuses what is invalid. */
    boolean asPublished(Wycheproof.Case vector) {
        Optional<SecretBytes> agreed = agreed(vector);
        return vector.valid() ? agreed.equals(derived(vector)) : agreed.isEmpty();
    }

    /** Whether it comes to the published secret or to none, where implementations may differ; to none where it is zero. */
    boolean harmless(Wycheproof.Case vector) {
        Optional<SecretBytes> agreed = agreed(vector);
        boolean zero = new BigInteger(1, vector.bytes("shared")).signum() == 0;
        return agreed.isEmpty() || (!zero && agreed.equals(derived(vector)));
    }

    private Optional<SecretBytes> derived(Wycheproof.Case vector) {
        SecretBytes secret = SecretBytes.own(vector.bytes("shared"));
        return Optional.of(engine.hkdf(Kdf.HKDF_SHA256, secret, SALT, SALT, 32));
    }

    private Optional<SecretBytes> agreed(Wycheproof.Case vector) {
        String head = type == KeyType.X25519 ? X25519_PUBLIC : "";
        byte[] peer =
                HexFormat.of().parseHex(head + vector.test().required("public").asText());
        Map<Algorithm, Agreement> agreements = Map.of(Algorithm.ECDH, new Agreement(type, privateKey(vector)));
        UsableKey key = new UsableKey(type, agreements, () -> {});
        return engine.agree(key, Algorithm.ECDH, peer, Kdf.HKDF_SHA256, SALT, SALT, 32);
    }

    private PrivateKey privateKey(Wycheproof.Case vector) {
        String hex = vector.test().required("private").asText();
        try {
            if (type == KeyType.X25519) {
                byte[] scalar = HexFormat.of().parseHex(hex);
                return KeyFactory.getInstance("X25519")
                        .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar));
            }
            AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
            curve.init(Curves.named(type));
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new ECPrivateKeySpec(
                            new BigInteger(hex, 16), curve.getParameterSpec(ECParameterSpec.class)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
