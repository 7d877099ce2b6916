package io.keywright.core.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.toMap;

import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.Algorithm.Purpose;
import io.keywright.model.DigestAlgorithm;
import io.keywright.model.KeyType;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns stored material into keys that are ready for use. */
final class KeyLoading {

    private static final byte[] PROBE = "keywright key pair check".getBytes(US_ASCII);

    private final CryptoProviders providers;
    private final KeyParsing parsing;

    KeyLoading(CryptoProviders providers) {
        this.providers = providers;
        this.parsing = new KeyParsing(providers);
    }

    UsableKey symmetric(KeyType type, SecretBytes material) {
        if (material.size() != Aead.KEY_BYTES) {
            throw new UnusableKeyException(type, "the material is not 32 bytes");
        }
        SecretBytes own = material.expose(SecretBytes::copyOf);
        return switch (type.defaultAlgorithm().purpose()) {
            case ENCRYPTION ->
                new UsableKey(type, Map.of(), each(type, a -> new Aead(a, providers.of(a), own)), own::close);
            case SIGNATURE ->
                new UsableKey(type, each(type, a -> new Hmac(providers.of(a), own)), Map.of(), own::close);
            case AGREEMENT -> throw new IllegalArgumentException(type.wireName() + " is a key pair");
        };
    }

    UsableKey publicOnly(KeyType type, byte[] spki) throws GeneralSecurityException {
        return asymmetric(type, null, parsing.publicKey(type, spki));
    }

    UsableKey distant(KeyType type, Signer signer, byte[] spki) throws GeneralSecurityException {
        PublicKey publicKey = parsing.publicKey(type, spki);
        return new UsableKey(
                type,
                each(
                        type,
                        a -> new DistantSignature(
                                (data, deadline) -> signer.sign(a, new Message.Data(data), deadline),
                                signature(type, a, null, publicKey))),
                ofDigests(type, null, publicKey, (a, verification) -> distant(a, signer, verification)),
                Map.of(),
                () -> {});
    }

    private static DistantSignature distant(Algorithm algorithm, Signer signer, AsymmetricSignature verification) {
        DigestAlgorithm hash = algorithm.digest().orElseThrow();
        return new DistantSignature(
                (digest, deadline) -> signer.sign(algorithm, new Message.Digest(hash, digest), deadline), verification);
    }

    UsableKey pair(KeyType type, SecretBytes pkcs8, byte[] spki) throws GeneralSecurityException {
        PublicKey publicKey = parsing.publicKey(type, spki);
        PrivateKey privateKey = parsing.privateKey(type, pkcs8);
        UsableKey key = asymmetric(type, privateKey, publicKey);
        if (!belong(type, privateKey, publicKey, key)) {
            key.close();
            throw new UnusableKeyException(type, "private and public key do not belong together");
        }
        return key;
    }

    /** The public key of somebody with whom a key of {@code type} agrees; empty if it is none of that type. */
    Optional<PublicKey> peer(KeyType type, byte[] spki) {
        try {
            return Optional.of(parsing.publicKey(type, spki));
        } catch (GeneralSecurityException | UnusableKeyException e) {
            return Optional.empty();
        }
    }

    private UsableKey asymmetric(KeyType type, @Nullable PrivateKey privateKey, PublicKey publicKey) {
        Runnable wipe = () -> {
            if (privateKey != null) {
                KeyGeneration.destroy(privateKey);
            }
        };
        if (type.defaultAlgorithm().purpose() == Purpose.AGREEMENT) {
            return new UsableKey(type, each(type, a -> new Agreement(type, privateKey)), wipe);
        }
        Map<Algorithm, SignatureTool> tools = each(type, a -> signature(type, a, privateKey, publicKey));
        Map<Algorithm, SignatureTool> ofDigests = ofDigests(type, privateKey, publicKey, (a, tool) -> tool);
        return new UsableKey(type, tools, ofDigests, Map.of(), wipe);
    }

    private AsymmetricSignature signature(
            KeyType type, Algorithm algorithm, @Nullable PrivateKey privateKey, PublicKey publicKey) {
        return new AsymmetricSignature(
                SignatureForm.ofData(algorithm, providers.of(algorithm)),
                privateKey,
                publicKey,
                signatureSize(type, algorithm));
    }

    private Map<Algorithm, SignatureTool> ofDigests(
            KeyType type,
            @Nullable PrivateKey privateKey,
            PublicKey publicKey,
            BiFunction<Algorithm, AsymmetricSignature, SignatureTool> made) {
        Map<Algorithm, SignatureTool> tools = new EnumMap<>(Algorithm.class);
        for (Algorithm algorithm : type.algorithms()) {
            int size = signatureSize(type, algorithm);
            SignatureForm.ofDigest(algorithm, providers)
                    .map(form -> new AsymmetricSignature(form, privateKey, publicKey, size))
                    .ifPresent(tool -> tools.put(algorithm, made.apply(algorithm, tool)));
        }
        return tools;
    }

    /** The public key is stored in the clear: one put there by somebody else must not vouch for signatures. */
    private boolean belong(KeyType type, PrivateKey privateKey, PublicKey publicKey, UsableKey key)
            throws GeneralSecurityException {
        if (privateKey instanceof RSAPrivateCrtKey mine && publicKey instanceof RSAPublicKey theirs) {
            return mine.getModulus().equals(theirs.getModulus())
                    && mine.getPublicExponent().equals(theirs.getPublicExponent());
        }
        if (type.defaultAlgorithm().purpose() == Purpose.AGREEMENT) {
            KeyPair other = KeyGeneration.generator(type, providers.of(type)).generateKeyPair();
            Optional<SecretBytes> here = new Agreement(type, privateKey).with(other.getPublic());
            return here.isPresent() && here.equals(new Agreement(type, other.getPrivate()).with(publicKey));
        }
        SignatureTool tool = key.signature(type.defaultAlgorithm());
        return tool.verify(PROBE, tool.sign(PROBE, Deadline.never()));
    }

    private static <T> Map<Algorithm, T> each(KeyType type, Function<Algorithm, T> tool) {
        return type.algorithms().stream().collect(toMap(Function.identity(), tool));
    }

    private static int signatureSize(KeyType type, Algorithm algorithm) {
        return switch (algorithm) {
            case RS256, PS256 -> type.sizeBits() / Byte.SIZE;
            case ES256, EDDSA -> 64;
            case ES384 -> 96;
            case ML_DSA_65 -> 3309;
            case HS256, AES_256_GCM, CHACHA20_POLY1305, ECDH ->
                throw new IllegalArgumentException(algorithm.wireName() + " makes no signatures of a key pair");
        };
    }
}
