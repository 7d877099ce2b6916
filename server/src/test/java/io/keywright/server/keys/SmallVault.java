package io.keywright.server.keys;

import io.keywright.core.change.Change;
import io.keywright.core.change.RootChange;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProvider;
import io.keywright.core.tenant.LeaseTerms;
import io.keywright.core.tenant.RootGeneration;
import io.keywright.core.tenant.RootOpening;
import io.keywright.core.tenant.RootWatch;
import io.keywright.core.tenant.RootWrapping;
import io.keywright.core.tenant.SealedCopies;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.tenant.WrappingStandings;
import io.keywright.core.work.Deadline;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Scope;
import io.keywright.model.Tenant;
import io.keywright.model.TenantRoot;
import io.keywright.model.WrappedSecret;
import io.keywright.model.Wrapping;
import io.keywright.server.harness.SmallLedger;
import io.keywright.store.Store;
import io.keywright.testkit.fault.FaultPlan;
import io.keywright.testkit.fault.FaultyRootProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/** The parts of a service that tenants' roots need: store, journal and two root providers are real, and fail as planned. */
final class SmallVault implements AutoCloseable {

    static final Scope SCOPE = new Scope("acme", Environment.DEV, Plane.TENANT);
    static final Caller CALLER = new Caller("spiffe://test.keywright/app", SCOPE, "billing");

    private static final Binding BINDING = Binding.of(SCOPE, "key", "probe");
    private static final int CACHED = 1000;
    static final LeaseTerms TERMS = new LeaseTerms(Duration.ofHours(1), Duration.ofMinutes(15));

    final SeenRoots seen = new SeenRoots();
    final FaultPlan own = new FaultPlan();
    final FaultPlan cloud = new FaultPlan();
    final SmallLedger ledger;
    final CryptoProviders crypto;
    final Store store;
    final RootKeys keys;
    final List<RootProvider> providers;
    final Recorder recorder;
    final Clock clock;
    final UuidV7 ids;
    final ExecutorService blocking;
    final RootWrapping wrapping;

    /** How far the clock of standings is ahead. */
    volatile Duration later = Duration.ZERO;

    final WrappingStandings standings =
            new WrappingStandings(() -> Instant.now().plus(later));
    final RootOpening opening;

    SmallVault(Path folder) throws Exception {
        this(folder, provider -> provider);
    }

    /** What stands in front of the installation's own provider. */
    @FunctionalInterface
    interface Front {
        RootProvider of(RootProvider provider);
    }

    SmallVault(Path folder, Front front) throws Exception {
        this.providers = List.of(
                new FaultyRootProvider(front.of(SmallLedger.provider(folder, "local")), own),
                new FaultyRootProvider(new AnyKey(SmallLedger.provider(folder, "cloud")), cloud));
        this.ledger = new SmallLedger(
                folder,
                Clock.systemUTC(),
                Executors.newVirtualThreadPerTaskExecutor(),
                providers.toArray(RootProvider[]::new));
        this.crypto = ledger.crypto;
        this.store = ledger.store;
        this.keys = ledger.roots;
        this.recorder = ledger.recorder;
        this.clock = ledger.clock;
        this.ids = ledger.ids;
        this.blocking = ledger.blocking();
        this.opening = new RootOpening(store.tenantRoots(), keys, standings, ledger.counts, crypto);
        this.wrapping = new RootWrapping(store.tenantRoots(), keys, opening, standings, crypto, clock);
    }

    /** Roots that are not in memory yet. */
    TenantRoots roots() {
        return roots(System::nanoTime);
    }

    /** The same by another clock. */
    TenantRoots roots(LongSupplier nanos) {
        return roots(nanos, seen);
    }

    /** The same, watched by another. */
    TenantRoots roots(LongSupplier nanos, RootWatch watch) {
        return roots(nanos, watch, Optional.empty());
    }

    /** The same, with copies for when no provider answers. */
    TenantRoots roots(LongSupplier nanos, RootWatch watch, Optional<SealedCopies> copies) {
        return new TenantRoots(
                store.tenantRoots(),
                opening,
                new RootGeneration(keys, store.tenantRoots(), recorder, wrapping, ids),
                CACHED,
                TERMS,
                copies,
                watch,
                blocking,
                nanos);
    }

    /** A tenant whose root is wrapped by these providers, in order of preference. */
    Tenant tenant(String tenantId, String... providers) {
        List<Wrapping> wrappings = new ArrayList<>();
        for (String provider : providers) {
            wrappings.add(new Wrapping(ids.next(), provider, ProviderKeyReference.DEFAULT, wrappings.size()));
        }
        TenantRoot root = wrapping.first(tenantId, wrappings, Deadline.never());
        Tenant tenant = new Tenant(tenantId, Optional.empty(), root.createdAt(), wrappings, Optional.empty());
        commit(new RootChange.TenantCreated(tenant, root));
        return tenant;
    }

    void commit(Change change) {
        ledger.commit(change);
    }

    static WrappedSecret wrap(TenantRoots roots, int secret) {
        try (SecretBytes bytes = secret(secret)) {
            return roots.wrap(CALLER, SCOPE.tenantId(), bytes, BINDING);
        }
    }

    /** Whether {@code wrapped} opens as what {@link #wrap} was given. */
    static boolean opens(TenantRoots roots, WrappedSecret wrapped, int secret) {
        try (SecretBytes opened = roots.unwrap(SCOPE.tenantId(), wrapped, BINDING)) {
            return opened.equals(secret(secret));
        }
    }

    private static SecretBytes secret(int secret) {
        return SecretBytes.own(new byte[] {(byte) secret, 1, 2, 3});
    }

    @Override
    public void close() throws StoreException {
        ledger.close();
    }
}
