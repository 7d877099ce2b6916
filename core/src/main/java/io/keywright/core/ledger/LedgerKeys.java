package io.keywright.core.ledger;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.LedgerKeyring.Retiring;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerKeyStore.RetiringLedgerKey;
import io.keywright.core.ledger.LedgerKeyStore.StoredLedgerKey;
import io.keywright.core.root.RootKey;
import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.succession.Succession;
import io.keywright.model.KeyType;
import io.keywright.model.ProviderKeyReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Opens the installation's ledger keys at start, makes the first at the very first start, and further ones when it is time. */
public final class LedgerKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LedgerKeyStore store;
    private final RootKeys roots;
    private final CryptoEngine engine;

    public LedgerKeys(LedgerKeyStore store, RootKeys roots, CryptoEngine engine) {
        this.store = store;
        this.roots = roots;
        this.engine = engine;
    }

    /**
     * All that the ledger has: the key that signs, old ones that still do, and how they followed each other. Follows the store
     * where another node gives it further ones.
     *
     * @param origin names the ledger if it is made now
     * @throws RootProviderException ALTERED if the root is not the one that this store was made with
     * @throws StoreException also if what is stored of the succession does not lead to the key
     */
    public LedgerKeyring ring(String origin) throws StoreException, RootProviderException {
        LedgerKey current = open(origin);
        List<Retiring> retiring = new ArrayList<>();
        for (RetiringLedgerKey old : store.retiring()) {
            retiring.add(new Retiring(open(old.key()), old.until()));
        }
        try {
            List<SignedNote> statements =
                    store.succession().stream().map(SignedNote::parse).toList();
            LedgerKeyring ring = new LedgerKeyring(current, retiring, Succession.of(statements));
            ring.follow(() -> again(origin));
            return ring;
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "The succession of the ledger's keys is none that leads to its key: the store is damaged or was"
                            + " altered. Restore it from a backup, see docs/runbooks/store.md.",
                    e);
        }
    }

    /** Another node has given the ledger its next key. */
    private LedgerKeyring again(String origin) throws StoreException {
        try {
            return ring(origin);
        } catch (RootProviderException e) {
            throw new StoreException("The ledger has a new key, which the root provider does not open.", e);
        }
    }

    /**
     * The ledger key that signs now.
     *
     * @param origin names the ledger if it is made now
     * @throws RootProviderException ALTERED if the root is not the one that this store was made with
     */
    public LedgerKey open(String origin) throws StoreException, RootProviderException {
        StoredLedgerKey stored = store.ledgerKey().orElse(null);
        return stored == null ? create(origin) : open(stored);
    }

    private LedgerKey open(StoredLedgerKey stored) throws StoreException, RootProviderException {
        VerifierKey verifierKey = verifierKey(stored);
        RootKey root = roots.open(stored.provider(), ProviderKeyReference.DEFAULT);
        try (SecretBytes material = root.unwrap(stored.wrapped(), binding(verifierKey), Deadline.in(PATIENCE))) {
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

    /** Another node may have made it meanwhile. */
    private LedgerKey create(String origin) throws StoreException, RootProviderException {
        NewLedgerKey made = make(origin);
        try {
            store.createLedgerKey(made.stored());
            return made.key();
        } catch (StoreException e) {
            return open(store.ledgerKey().orElseThrow(() -> e));
        }
    }

    /** A key that the ledger does not have yet. It counts as wrapped, for it was opened again. */
    public NewLedgerKey make(String origin) throws StoreException, RootProviderException {
        try (GeneratedKey made = engine.generate(KeyType.ED25519)) {
            VerifierKey verifierKey = VerifierKey.of(origin, rawPublicKey(made.publicKey()));
            RootKey root = roots.ofInstallation();
            byte[] wrapped = root.wrap(made.material(), binding(verifierKey), Deadline.in(PATIENCE));
            StoredLedgerKey stored = new StoredLedgerKey(verifierKey.toString(), root.provider(), wrapped);
            return new NewLedgerKey(open(stored), stored);
        }
    }

    /** The last 32 bytes of an Ed25519 SubjectPublicKeyInfo (RFC 8410, section 4). */
    private static byte[] rawPublicKey(byte[] subjectPublicKeyInfo) {
        return Arrays.copyOfRange(subjectPublicKeyInfo, subjectPublicKeyInfo.length - 32, subjectPublicKeyInfo.length);
    }

    /** What the ledger key's wrap is bound to. */
    public static Binding binding(VerifierKey verifierKey) {
        return Binding.of(Attempt.SERVICE, "ledger-key", verifierKey.toString());
    }
}
