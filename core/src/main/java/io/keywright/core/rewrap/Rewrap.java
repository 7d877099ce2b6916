package io.keywright.core.rewrap;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.journal.StoreException;
import io.keywright.core.rewrap.WrapStore.StoredWrap;
import io.keywright.core.root.RootKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts everything that one root guards under another, while no service runs on the store. Keys, receipts and what tenants
 * have encrypted stay as they are: they lie under roots of tenants, which are what is wrapped anew.
 */
public final class Rewrap {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WrapStore store;
    private final CryptoProviders crypto;

    public Rewrap(WrapStore store, CryptoProviders crypto) {
        this.store = store;
        this.crypto = crypto;
    }

    /**
     * Whether {@code root} opens all that is stored. False also if there is nothing.
     *
     * @throws RootProviderException if that cannot be found out
     */
    public boolean opens(RootProvider root) throws StoreException, RootProviderException {
        List<StoredWrap> wraps = store.wraps(root.name());
        RootKey key = RootKey.open(root, ProviderKeyReference.DEFAULT, crypto);
        for (StoredWrap wrap : wraps) {
            try (SecretBytes opened = open(key, wrap)) {
                if (opened.size() == 0) {
                    return false;
                }
            } catch (RootProviderException e) {
                if (e.reason() == RootProviderException.Reason.ALTERED) {
                    return false;
                }
                throw e;
            }
        }
        return !wraps.isEmpty();
    }

    /**
     * Wraps all of it anew, in one transaction; each wrap was opened again before. Both roots go by the same name.
     *
     * @return how many wraps there were
     * @throws RootProviderException ALTERED if {@code present} is not the root of this store; then nothing was changed
     */
    public int run(RootProvider present, RootProvider next) throws StoreException, RootProviderException {
        RootKey from = RootKey.open(present, ProviderKeyReference.DEFAULT, crypto);
        RootKey to = RootKey.open(next, ProviderKeyReference.DEFAULT, crypto);
        List<StoredWrap> wraps = new ArrayList<>();
        for (StoredWrap wrap : store.wraps(present.name())) {
            try (SecretBytes secret = open(from, wrap)) {
                byte[] anew = to.wrap(secret, wrap.owner().binding(), Deadline.in(PATIENCE));
                wraps.add(new StoredWrap(wrap.owner(), anew));
            }
        }
        store.replace(wraps);
        return wraps.size();
    }

    private static SecretBytes open(RootKey key, StoredWrap wrap) throws RootProviderException {
        return key.unwrap(wrap.wrapped(), wrap.owner().binding(), Deadline.in(PATIENCE));
    }
}
