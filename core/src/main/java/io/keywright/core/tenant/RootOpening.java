package io.keywright.core.tenant;

import io.keywright.core.cost.CallCounts;
import io.keywright.core.cost.TenantProvider;
import io.keywright.core.cost.Uses;
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
import io.keywright.model.Wrapping;
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
    private final CallCounts counts;
    private final KeyWrap keyWrap;

    public RootOpening(
            TenantRootStore store,
            RootKeys keys,
            WrappingStandings standings,
            CallCounts counts,
            CryptoProviders crypto) {
        this.store = store;
        this.keys = keys;
        this.standings = standings;
        this.counts = counts;
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
                SecretBytes opened = unwrap(root, wrap, Deadline.in(PATIENCE));
                standings.opened(wrap.wrapping());
                return new OpenRoot(opened, wrap.wrapping().provider(), keyWrap, uses(root, wrap));
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

    /**
     * Has one wrapping alone open the newest version of a tenant's root, whatever is held of it.
     *
     * @throws RootProviderException if it does not
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if the root is gone
     */
    public void openBy(String tenantId, Wrapping wrapping, Deadline deadline) throws RootProviderException {
        TenantRoot root = find(tenantId, newest(tenantId));
        RootWrap wrap = root.wraps().stream()
                .filter(it -> it.wrapping().equals(wrapping))
                .findFirst()
                .orElseThrow(() -> new RootProviderException(
                        Reason.UNKNOWN, "The tenant's root was wrapped otherwise meanwhile. Try again."));
        try {
            unwrap(root, wrap, deadline.within(PATIENCE)).close();
            standings.opened(wrapping);
        } catch (RootProviderException e) {
            standings.failed(wrapping, e.reason());
            throw e;
        }
    }

    private int newest(String tenantId) {
        try {
            return store.newestVersion(tenantId).orElseThrow(RootFaults::lost);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private Uses uses(TenantRoot root, RootWrap wrap) {
        return counts.uses(new TenantProvider(root.tenantId(), wrap.wrapping().provider()));
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

    private SecretBytes unwrap(TenantRoot root, RootWrap wrap, Deadline deadline) throws RootProviderException {
        SecretBytes opened = keys.open(
                        wrap.wrapping().provider(), wrap.wrapping().key())
                .unwrap(wrap.wrapped(), RootBinding.of(root.tenantId(), root.version()), deadline);
        if (opened.size() != RootGeneration.ROOT_BYTES) {
            opened.close();
            throw new RootProviderException(Reason.ALTERED, "A tenant's root of another length than it was made with.");
        }
        return opened;
    }
}
