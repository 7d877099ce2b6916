package io.keywright.core.foreign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnusableKeyException;
import io.keywright.core.crypto.UsableKey;
import io.keywright.model.Algorithm;
import io.keywright.model.Algorithm.Purpose;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads key material that was made elsewhere: PKCS#8 DER of key pairs, the bytes themselves of symmetric keys. What comes out
 * is written anew, its public key computed, and proven by a signature; what is weak, malformed or of another type is refused
 * with its {@link Fault}. Primes are tested: never on an event loop.
 */
public final class ForeignMaterial {

    private static final int SYMMETRIC_BYTES = 32;
    private static final byte[] PROBE = "keywright import check".getBytes(US_ASCII);

    private final CryptoEngine engine;

    public ForeignMaterial(CryptoEngine engine) {
        this.engine = engine;
    }

    /**
     * The key that {@code material} is.
     *
     * @return a key that is the receiver's to destroy
     * @throws KeywrightException INVALID_REQUEST with the fault
     */
    public GeneratedKey read(KeyType type, SecretBytes material) {
        try {
            GeneratedKey key = proven(material.expose(bytes -> candidates(type, bytes)));
            return new GeneratedKey(type, key.material(), key.publicKey());
        } catch (GeneralSecurityException e) {
            throw Fault.MALFORMED.refusal();
        }
    }

    /** An agreement tells a point from its opposite by nothing; a signature does, so that keys of a curve are proven by that. */
    private static List<GeneratedKey> candidates(KeyType type, byte[] material) throws GeneralSecurityException {
        return switch (type) {
            case AES_256, HMAC_256 -> List.of(symmetric(type, material));
            case RSA_2048, RSA_3072, RSA_4096 -> List.of(RsaMaterial.read(type, PrivateKeyInfo.read(material)));
            case EC_P256, EC_P384 -> EcMaterial.read(type, PrivateKeyInfo.read(material));
            case ED25519, X25519 -> List.of(Curve25519Material.read(type, PrivateKeyInfo.read(material)));
            case ECDH_P256 -> EcMaterial.read(KeyType.EC_P256, PrivateKeyInfo.read(material));
            case ECDH_P384 -> EcMaterial.read(KeyType.EC_P384, PrivateKeyInfo.read(material));
            case ML_DSA_65 -> List.of(MlDsaMaterial.read(PrivateKeyInfo.read(material)));
        };
    }

    private static GeneratedKey symmetric(KeyType type, byte[] material) {
        Fault.WRONG_LENGTH.unless(material.length == SYMMETRIC_BYTES);
        Fault.WEAK.unless(Guessable.no(material));
        return new GeneratedKey(type, SecretBytes.copyOf(material), new byte[0]);
    }

    /** The candidate whose halves belong together; the others are destroyed. */
    private GeneratedKey proven(List<GeneratedKey> candidates) {
        List<GeneratedKey> others = new ArrayList<>(candidates);
        Optional<GeneratedKey> proven =
                candidates.stream().filter(this::belongsTogether).findFirst();
        proven.ifPresent(others::remove);
        others.forEach(GeneratedKey::close);
        return proven.orElseThrow(Fault.INCONSISTENT::refusal);
    }

    private boolean belongsTogether(GeneratedKey key) {
        Algorithm algorithm = key.type().defaultAlgorithm();
        try (UsableKey usable = engine.load(key.type(), key.material(), key.publicKey())) {
            return algorithm.purpose() != Purpose.SIGNATURE
                    || !key.type().asymmetric()
                    || engine.verify(usable, algorithm, PROBE, engine.sign(usable, algorithm, PROBE));
        } catch (UnusableKeyException e) {
            return false;
        }
    }
}
