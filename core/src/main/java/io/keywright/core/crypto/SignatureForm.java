package io.keywright.core.crypto;

import io.keywright.model.Algorithm;
import io.keywright.model.DigestAlgorithm;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How JCA is asked for signatures of one kind.
 *
 * @param prefix what is signed before each input
 */
record SignatureForm(
        String transformation,
        Supplier<Provider> provider,
        byte[] prefix,
        @Nullable AlgorithmParameterSpec parameters) {

    /** PS256 (RFC 7518, section 3.5): SHA-256, MGF1 with SHA-256, a salt of 32 bytes, trailer 1. */
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    private static final byte[] NOTHING = {};

    /** Of data, which it hashes itself. */
    static SignatureForm ofData(Algorithm algorithm, Provider provider) {
        return new SignatureForm(
                Jca.of(algorithm).transformation(), () -> provider, NOTHING, algorithm == Algorithm.PS256 ? PSS : null);
    }

    /** Of digests; empty if nobody here signs them by {@code algorithm}. */
    static Optional<SignatureForm> ofDigest(Algorithm algorithm, CryptoProviders providers) {
        return switch (algorithm) {
            case RS256 -> Optional.of(jdk("NONEwithRSA", "SunJCE", DigestAlgorithm.SHA_256.infoPrefix()));
            case PS256 ->
                providers.pssOfDigests().map(provider -> new SignatureForm("RAWRSASSA-PSS", provider, NOTHING, PSS));
            case ES256, ES384 -> Optional.of(jdk("NONEwithECDSAinP1363Format", "SunEC", NOTHING));
            case EDDSA, HS256, ML_DSA_65, AES_256_GCM, CHACHA20_POLY1305, ECDH -> Optional.empty();
        };
    }

    private static SignatureForm jdk(String transformation, String provider, byte[] prefix) {
        return new SignatureForm(transformation, () -> CryptoProviders.installed(provider), prefix, null);
    }

    Signature fresh() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(transformation, provider.get());
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        return signature;
    }

    /** Signs, or verifies, {@code input} next. */
    void put(Signature signature, byte[] input) throws GeneralSecurityException {
        signature.update(prefix);
        signature.update(input);
    }
}
