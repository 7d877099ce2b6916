package io.keywright.core.ledger;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.CosignerKeyStore.StoredCosignerKey;
import io.keywright.core.root.RootKey;
import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.ledger.cosignature.CosignatureType;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.digest.Sha256;
import io.keywright.model.ProviderKeyReference;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;

/**
 * Opens the ML-DSA-44 key that cosigns the checkpoints that leave the server, and makes it at the very first start. There
 * is an AES-256 key between it and the root.
 */
public final class CosignerKeys {

    private static final CosignatureType TYPE = CosignatureType.ML_DSA_44;
    private static final int WRAPPING_KEY_BYTES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CosignerKeyStore store;
    private final RootKeys roots;
    private final CryptoProviders crypto;
    private final KeyWrap wrap;

    public CosignerKeys(CosignerKeyStore store, RootKeys roots, CryptoProviders crypto) {
        this.store = store;
        this.roots = roots;
        this.crypto = crypto;
        this.wrap = new KeyWrap(crypto);
    }

    /**
     * The cosigner.
     *
     * @param origin the ledger's name, which is the cosigner's, too
     * @throws RootProviderException ALTERED if the root is not the one that this store was made with
     * @throws StoreException also if what is stored is no key of that name, or if there is a ledger and its key is gone
     */
    public Cosigner open(String origin) throws StoreException, RootProviderException {
        if (store.cosignerKey().isEmpty() && store.ledgerBegan()) {
            throw new StoreException(
                    "The key that cosigns checkpoints is gone: the store is damaged or was altered. Restore it from a"
                            + " backup, see docs/runbooks/store.md. If no backup has it, or the ledger is from before there"
                            + " were such keys, start once with keywright.ledger.new-cosigner=true, which makes another.");
        }
        return openOrMake(origin);
    }

    /** Like {@link #open}, but a key that is gone is replaced by a new one, which nobody knows yet. */
    public Cosigner openOrMake(String origin) throws StoreException, RootProviderException {
        StoredCosignerKey stored = store.cosignerKey().orElse(null);
        if (stored == null) {
            stored = created(origin);
        }
        try {
            return open(stored, origin);
        } catch (GeneralSecurityException | UnwrapException | IllegalArgumentException e) {
            throw new StoreException(
                    "The key that cosigns checkpoints is none of this ledger: the store is damaged or was altered."
                            + " Restore it from a backup, see docs/runbooks/store.md.",
                    e);
        }
    }

    private Cosigner open(StoredCosignerKey stored, String origin)
            throws RootProviderException, GeneralSecurityException {
        CosignerKey key = CosignerKey.parse(stored.verifierKey());
        Binding binding = binding(key);
        RootKey root = roots.open(stored.provider(), ProviderKeyReference.DEFAULT);
        try (SecretBytes wrappingKey = root.unwrap(stored.wrappingKey(), binding, Deadline.in(PATIENCE));
                SecretBytes pkcs8 = wrap.unwrap(wrappingKey, stored.wrapped(), binding)) {
            PrivateKey privateKey = pkcs8.expose(bytes ->
                    KeyFactory.getInstance(TYPE.keyAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(bytes)));
            if (!key.name().equals(origin)) {
                throw new IllegalArgumentException("the cosigner has another name than the ledger");
            }
            return new Cosigner(key, privateKey);
        }
    }

    /** Another node may have made it meanwhile. */
    private StoredCosignerKey created(String origin) throws StoreException, RootProviderException {
        StoredCosignerKey made = create(origin);
        try {
            store.createCosignerKey(made);
            return made;
        } catch (StoreException e) {
            return store.cosignerKey().orElseThrow(() -> e);
        }
    }

    private StoredCosignerKey create(String origin) throws RootProviderException {
        byte[] random = new byte[WRAPPING_KEY_BYTES];
        crypto.random().nextBytes(random);
        KeyPair pair = generate();
        CosignerKey key = CosignerKey.of(origin, TYPE, pair.getPublic());
        RootKey root = roots.ofInstallation();
        try (SecretBytes wrappingKey = SecretBytes.own(random);
                SecretBytes pkcs8 = SecretBytes.own(pair.getPrivate().getEncoded())) {
            return new StoredCosignerKey(
                    key.toString(),
                    root.provider(),
                    root.wrap(wrappingKey, binding(key), Deadline.in(PATIENCE)),
                    wrap.wrap(wrappingKey, pkcs8, binding(key)));
        }
    }

    private KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(TYPE.keyAlgorithm());
            generator.initialize(NamedParameterSpec.ML_DSA_44, crypto.random());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks " + TYPE.keyAlgorithm(), e);
        }
    }

    /** The verifier key line is too long for a binding; its hash stands for it. */
    public static Binding binding(CosignerKey key) {
        byte[] line = key.toString().getBytes(StandardCharsets.UTF_8);
        return Binding.of(Attempt.SERVICE, "ledger-cosigner-key", Sha256.hex(line));
    }
}
