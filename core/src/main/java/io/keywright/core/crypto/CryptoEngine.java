package io.keywright.core.crypto;

import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.Kdf;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/**
 * All cryptography with keys. Every operation refuses an algorithm that does not fit the key with INVALID_REQUEST,
 * naming those that do, and a destroyed key with {@link KeyDestroyedException}. Safe from any thread; no call waits for
 * another, and none keeps the arrays it is given.
 */
public final class CryptoEngine {

    /** What data keys are wrapped with is used for nothing else. */
    private static final String DATA_KEYS = "keywright-data-key-v1";

    private final SecureRandom random;
    private final KeyGeneration generation;
    private final KeyLoading loading;
    private final Cost cost;

    public CryptoEngine(CryptoProviders providers) {
        this.random = providers.random();
        this.generation = new KeyGeneration(providers);
        this.loading = new KeyLoading(providers);
        this.cost = new Cost(providers.nativeSignatures());
    }

    /** Makes a key. RSA takes a tenth of a second to seconds: never on an event loop. */
    public GeneratedKey generate(KeyType type) {
        try {
            return generation.generate(type);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot generate " + type.wireName(), e);
        }
    }

    /**
     * Parses a stored key for use. {@code material} is copied where it is needed: the caller may destroy it afterwards.
     *
     * @param material as in {@link GeneratedKey#material()}
     * @param publicKeySpki as in {@link GeneratedKey#publicKey()}
     * @throws UnusableKeyException if the material is not a key of {@code type}, or not the public key's
     */
    public UsableKey load(KeyType type, SecretBytes material, byte[] publicKeySpki) {
        if (!type.asymmetric()) {
            return loading.symmetric(type, material);
        }
        try {
            return loading.pair(type, material, publicKeySpki);
        } catch (GeneralSecurityException e) {
            throw new UnusableKeyException(type, "malformed");
        }
    }

    /**
     * Parses the public key of a private key that lives elsewhere. It verifies here, and {@link #sign} asks {@code signer}:
     * that takes as long as the signer does, throws what the signer throws, and never answers a signature that the public
     * key does not verify.
     *
     * @throws UnusableKeyException if it is not a public key of {@code type} in canonical DER
     */
    public UsableKey loadDistant(KeyType type, Signer signer, byte[] publicKeySpki) {
        try {
            return loading.distant(type, signer, publicKeySpki);
        } catch (GeneralSecurityException e) {
            throw new UnusableKeyException(type, "malformed");
        }
    }

    /**
     * Parses a public key, which can verify only.
     *
     * @throws UnusableKeyException if it is not a public key of {@code type} in canonical DER
     */
    public UsableKey loadPublic(KeyType type, byte[] publicKeySpki) {
        try {
            return loading.publicOnly(type, publicKeySpki);
        } catch (GeneralSecurityException e) {
            throw new UnusableKeyException(type, "malformed");
        }
    }

    /**
     * Signs or authenticates {@code message}. ECDSA answers R||S; PS256, ECDSA and ML-DSA answer another signature each
     * time.
     *
     * @param deadline until when a private key that lives elsewhere is waited for
     * @throws KeywrightException INVALID_REQUEST if the message is a digest that does not fit the algorithm
     */
    public byte[] sign(UsableKey key, Algorithm algorithm, Message message, Deadline deadline) {
        SignatureTool tool = key.signature(algorithm, message);
        try {
            return tool.sign(message.bytes(), deadline);
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw unexpected(key, e);
        }
    }

    /** The same of data, for whoever waits as long as it takes. */
    public byte[] sign(UsableKey key, Algorithm algorithm, byte[] data) {
        return sign(key, algorithm, new Message.Data(data), Deadline.never());
    }

    /**
     * Whether {@code signature} is one of {@code message} by {@code key}; a malformed one is just not.
     *
     * @throws KeywrightException INVALID_REQUEST if the message is a digest that does not fit the algorithm
     */
    public boolean verify(UsableKey key, Algorithm algorithm, Message message, byte[] signature) {
        SignatureTool tool = key.signature(algorithm, message);
        try {
            return tool.verify(message.bytes(), signature);
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw unexpected(key, e);
        }
    }

    /** The same of data. */
    public boolean verify(UsableKey key, Algorithm algorithm, byte[] data, byte[] signature) {
        return verify(key, algorithm, new Message.Data(data), signature);
    }

    /**
     * Encrypts under a fresh random IV. NIST SP 800-38D, section 8.3, allows 2^32 such calls per key.
     *
     * @param aad authenticated beside the plaintext; may be empty, as may be the plaintext
     */
    public Encrypted encrypt(UsableKey key, Algorithm algorithm, byte[] plaintext, byte[] aad) {
        Aead aead = key.cipher(algorithm);
        try {
            return sealed(aead, plaintext, aad);
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw unexpected(key, e);
        }
    }

    /**
     * Opens what {@link #encrypt} made.
     *
     * @return empty for every fault of ciphertext, IV and AAD
     */
    public Optional<byte[]> decrypt(UsableKey key, Algorithm algorithm, byte[] ciphertext, byte[] iv, byte[] aad) {
        Aead aead = key.cipher(algorithm);
        try {
            return Optional.of(aead.open(ciphertext, iv, aad));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw unexpected(key, e);
        }
    }

    private Encrypted sealed(Aead aead, byte[] plaintext, byte[] aad) throws GeneralSecurityException {
        byte[] iv = random(Aead.IV_BYTES);
        return new Encrypted(iv, aead.seal(plaintext, iv, aad));
    }

    /** So many random bytes from the source that keys are made of. */
    public byte[] random(int bytes) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        return made;
    }

    /**
     * Encrypts {@code dataKey} by AES-256-GCM under a subkey of {@code key}: HKDF-SHA256 (RFC 5869) of it without salt, with
     * {@code keywright-data-key-v1} as info. Nothing that {@link #encrypt} makes opens as a data key, nor the other way round,
     * whatever the AAD.
     *
     * @param key an AES-256 key
     */
    public Encrypted sealDataKey(UsableKey key, SecretBytes dataKey, byte[] aad) {
        Aead aead = key.cipher(Algorithm.AES_256_GCM);
        try (Aead subkey = aead.derived(DATA_KEYS)) {
            return dataKey.expose(bytes -> sealed(subkey, bytes, aad));
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw unexpected(key, e);
        }
    }

    /**
     * Opens what {@link #sealDataKey} made.
     *
     * @return empty for every fault of ciphertext, IV and AAD
     */
    public Optional<SecretBytes> openDataKey(UsableKey key, Encrypted sealed, byte[] aad) {
        Aead aead = key.cipher(Algorithm.AES_256_GCM);
        try (Aead subkey = aead.derived(DATA_KEYS)) {
            return Optional.of(SecretBytes.own(subkey.open(sealed.ciphertext(), sealed.iv(), aad)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw unexpected(key, e);
        }
    }

    /**
     * Derives from {@code key} by HKDF. Signing what HKDF authenticates inside does not give it: there the key is the
     * message, and the salt is the key.
     *
     * @param key an HMAC-256 key
     * @param kdf of the HKDF family
     */
    public SecretBytes derive(UsableKey key, Kdf kdf, byte[] salt, byte[] info, int bytes) {
        if (!(key.signature(Algorithm.HS256) instanceof Hmac hmac)) {
            throw new IllegalStateException(key + " derives nothing");
        }
        try {
            return hmac.derive(kdf, salt, info, bytes);
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw unexpected(key, e);
        }
    }

    /**
     * Derives by HKDF from the secret that {@code key} shares with the holder of {@code peer}. The bare secret is destroyed.
     *
     * @param peer the other one's public key, SubjectPublicKeyInfo in canonical DER
     * @param kdf of the HKDF family
     * @return empty if {@code peer} is no point of the key's curve, or one of small order (RFC 7748, section 6.1)
     */
    public Optional<SecretBytes> agree(
            UsableKey key, Algorithm algorithm, byte[] peer, Kdf kdf, byte[] salt, byte[] info, int bytes) {
        Agreement agreement = key.agreement(algorithm);
        try {
            Optional<PublicKey> other = loading.peer(key.type(), peer);
            return other.isEmpty()
                    ? Optional.empty()
                    : agreement.with(other.get()).map(secret -> derived(secret, kdf, salt, info, bytes));
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw unexpected(key, e);
        }
    }

    private SecretBytes derived(SecretBytes secret, Kdf kdf, byte[] salt, byte[] info, int bytes) {
        try (secret) {
            return hkdf(kdf, secret, salt, info, bytes);
        }
    }

    /** HKDF of a strong secret (RFC 5869): at most 255 times the size of its hash. */
    public SecretBytes hkdf(Kdf kdf, SecretBytes secret, byte[] salt, byte[] info, int bytes) {
        try {
            return Hkdf.derive(kdf, new RawKey("Generic", secret), salt, info, bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive", e);
        }
    }

    /**
     * PBKDF2 of a password (RFC 8018, section 5.2). Takes a tenth of a second and more: never on an event loop.
     *
     * @param secret not empty
     * @throws io.keywright.model.KeywrightException DEPENDENCY_UNAVAILABLE at the deadline
     */
    public SecretBytes pbkdf2(Kdf kdf, SecretBytes secret, byte[] salt, int iterations, int bytes, Deadline deadline) {
        try {
            return Pbkdf2.derive(kdf, secret, salt, iterations, bytes, deadline);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive", e);
        }
    }

    /**
     * What an operation with a payload of the given size burdens. See {@code docs/adr/0003-crypto-providers.md}.
     */
    public Burden burden(UsableKey key, Algorithm algorithm, KeyUsage usage, int payloadBytes) {
        return (usage == KeyUsage.SIGN || usage == KeyUsage.CERTIFY)
                        && key.signature(algorithm) instanceof DistantSignature
                ? Burden.ELSEWHERE
                : cost.burden(key.type(), algorithm, usage, payloadBytes);
    }

    /** The same of signing or verifying {@code message}; the JDK takes its time for digests. */
    public Burden burden(UsableKey key, Algorithm algorithm, KeyUsage usage, Message message) {
        Burden ofData = burden(key, algorithm, usage, message.bytes().length);
        return message instanceof Message.Digest && ofData == Burden.LIGHT ? Burden.HEAVY : ofData;
    }

    private static RuntimeException unexpected(UsableKey key, Exception cause) {
        return key.destroyed() ? new KeyDestroyedException() : new IllegalStateException("cannot use " + key, cause);
    }
}
