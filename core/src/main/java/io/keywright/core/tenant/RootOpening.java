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

    /** How long all wrappings of a root have together, and how long one of them. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PATIENCE_WITH_ONE = Duration.ofSeconds(5);

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

    /** Opens a root for whoever may wait for it; see {@link #open(RootVersion, Deadline)}. */
    OpenRoot open(RootVersion place) throws UnopenedRootException {
        return open(place, Deadline.in(PATIENCE));
    }

    /**
     * Opens a root, in 10 s at the most. Each wrapping has an equal part of the time that those before it have left, so that every
     * one is asked however many are dead.
     *
     * @throws UnopenedRootException if no provider opens it in time
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if it is gone
     */
    OpenRoot open(RootVersion place, Deadline deadline) throws UnopenedRootException {
        TenantRoot root = find(place.tenantId(), place.version());
        Deadline all = deadline.within(PATIENCE);
        List<Fault> faults = new ArrayList<>();
        List<RootWrap> wraps = inOrder(root.wraps());
        for (RootWrap wrap : wraps) {
            try {
                SecretBytes opened = opened(root, wrap, part(all, wraps.size() - faults.size()));
                return new OpenRoot(opened, wrap.wrapping().provider(), keyWrap, uses(root, wrap));
            } catch (RootProviderException e) {
                faults.add(new Fault(wrap.wrapping(), e));
            }
        }
        if (faults.isEmpty()) {
            throw RootFaults.lost();
        }
        throw new UnopenedRootException(place.tenantId(), faults);
    }

    private static Deadline part(Deadline all, int toAsk) {
        return all.within(all.left().dividedBy(toAsk)).within(PATIENCE_WITH_ONE);
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
        opened(root, wrap, deadline.within(PATIENCE_WITH_ONE)).close();
    }

    /** What is not asked, since the time is over, keeps its standing. */
    private SecretBytes opened(TenantRoot root, RootWrap wrap, Deadline deadline) throws RootProviderException {
        if (deadline.passed()) {
            throw new RootProviderException(
                    Reason.UNREACHABLE,
                    "The root provider " + wrap.wrapping().provider()
                            + " was not asked: the time for opening the tenant's root was over.");
        }
        try {
            SecretBytes opened = unwrap(root, wrap, deadline);
            standings.opened(wrap.wrapping());
            return opened;
        } catch (RootProviderException e) {
            standings.failed(wrap.wrapping(), e.reason());
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
