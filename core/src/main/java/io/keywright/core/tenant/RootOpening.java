package io.keywright.core.tenant;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.journal.StoreException;
import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.UnopenedRootException.Fault;
import io.keywright.core.work.Deadline;
import io.keywright.model.KeywrightException;
import io.keywright.model.RootWrap;
import io.keywright.model.TenantRoot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Opens stored roots: asks the providers that wrapped one, in order of preference, those last that have just not answered;
 * any that opens it is enough. Calls block.
 */
public final class RootOpening {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TenantRootStore store;
    private final RootKeys keys;
    private final WrappingStandings standings;
    private final KeyWrap keyWrap;

    public RootOpening(TenantRootStore store, RootKeys keys, WrappingStandings standings, CryptoProviders crypto) {
        this.store = store;
        this.keys = keys;
        this.standings = standings;
        this.keyWrap = new KeyWrap(crypto);
    }

    /**
     * Opens a root.
     *
     * @throws UnopenedRootException if no provider opens it
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if it is gone
     */
    OpenRoot open(RootVersion place) throws UnopenedRootException {
        TenantRoot root = find(place.tenantId(), place.version());
        List<Fault> faults = new ArrayList<>();
        for (RootWrap wrap : inOrder(root.wraps())) {
            try {
                SecretBytes opened = unwrap(root, wrap);
                standings.opened(wrap.wrapping());
                return new OpenRoot(opened, keyWrap);
            } catch (RootProviderException e) {
                standings.failed(wrap.wrapping(), e.reason());
                faults.add(new Fault(wrap.wrapping(), e));
            }
        }
        if (faults.isEmpty()) {
            throw RootFaults.lost();
        }
        throw new UnopenedRootException(place.tenantId(), faults);
    }

    private List<RootWrap> inOrder(List<RootWrap> preferred) {
        return preferred.stream()
                .sorted(Comparator.comparing(wrap -> standings.passedOver(wrap.wrapping())))
                .toList();
    }

    private TenantRoot find(String tenantId, int version) {
        try {
            return store.tenantRoot(tenantId, version).orElseThrow(RootFaults::lost);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private SecretBytes unwrap(TenantRoot root, RootWrap wrap) throws RootProviderException {
        SecretBytes opened = keys.open(
                        wrap.wrapping().provider(), wrap.wrapping().key())
                .unwrap(wrap.wrapped(), RootBinding.of(root.tenantId(), root.version()), Deadline.in(PATIENCE));
        if (opened.size() != RootGeneration.ROOT_BYTES) {
            opened.close();
            throw new RootProviderException(Reason.ALTERED, "A tenant's root of another length than it was made with.");
        }
        return opened;
    }
}
