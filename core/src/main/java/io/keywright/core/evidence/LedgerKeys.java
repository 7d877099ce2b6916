package io.keywright.core.evidence;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.evidence.LedgerKeyStore.StoredLedgerKey;
import io.keywright.core.journal.StoreException;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.KeyType;
import java.util.Arrays;

/** Opens the installation's ledger key at start, and makes it at the very first start. */
public final class LedgerKeys {

    private final LedgerKeyStore store;
    private final RootProvider provider;
    private final CryptoEngine engine;

    public LedgerKeys(LedgerKeyStore store, RootProvider provider, CryptoEngine engine) {
        this.store = store;
        this.provider = provider;
        this.engine = engine;
    }

    /**
     * The ledger key.
     *
     * @param origin names the ledger if it is made now
     * @throws RootProviderException REFUSED if the root is not the one that this store was made with
     */
    public LedgerKey open(String origin) throws StoreException, RootProviderException {
        StoredLedgerKey stored = store.ledgerKey().orElse(null);
        return stored == null ? create(origin) : open(stored);
    }

    private LedgerKey open(StoredLedgerKey stored) throws StoreException, RootProviderException {
        VerifierKey verifierKey = verifierKey(stored);
        try (SecretBytes material = provider.unwrap(stored.wrapped(), binding(verifierKey))) {
            UsableKey key = engine.load(KeyType.ED25519, material, verifierKey.subjectPublicKeyInfo());
            return new LedgerKey(engine, key, verifierKey);
        }
    }

    private static VerifierKey verifierKey(StoredLedgerKey stored) throws StoreException {
        try {
            return VerifierKey.parse(stored.verifierKey());
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "The ledger's verifier key is none: the store is damaged or was altered. Restore it from a backup,"
                            + " see docs/runbooks/store.md.",
                    e);
        }
    }

    private LedgerKey create(String origin) throws StoreException, RootProviderException {
        try (GeneratedKey made = engine.generate(KeyType.ED25519)) {
            VerifierKey verifierKey = VerifierKey.of(origin, rawPublicKey(made.publicKey()));
            byte[] wrapped = provider.wrap(made.material(), binding(verifierKey));
            StoredLedgerKey stored = new StoredLedgerKey(verifierKey.toString(), provider.name(), wrapped);
            store.createLedgerKey(stored);
            return open(stored);
        }
    }

    /** The last 32 bytes of an Ed25519 SubjectPublicKeyInfo (RFC 8410, section 4). */
    private static byte[] rawPublicKey(byte[] subjectPublicKeyInfo) {
        return Arrays.copyOfRange(subjectPublicKeyInfo, subjectPublicKeyInfo.length - 32, subjectPublicKeyInfo.length);
    }

    private static Binding binding(VerifierKey verifierKey) {
        return Binding.of(Attempt.SERVICE, "ledger-key", verifierKey.toString());
    }
}
