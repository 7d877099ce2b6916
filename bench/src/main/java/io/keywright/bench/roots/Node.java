package io.keywright.bench.roots;

import io.keywright.bench.Unwatched;
import io.keywright.core.distant.DistantKeys;
import io.keywright.core.distant.Keepers;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.secret.Shared;
import io.keywright.core.tenant.CachePart;
import io.keywright.core.tenant.LeaseTerms;
import io.keywright.core.tenant.RootGeneration;
import io.keywright.core.tenant.RootOpening;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.tenant.WrappingStandings;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyUsage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** What a node holds of an installation: nothing at first. Leases and keys last as long as they do if nobody sets them. */
final class Node implements AutoCloseable {

    private static final LeaseTerms TERMS = new LeaseTerms(Duration.ofHours(1), Duration.ofMinutes(15));
    private static final Duration PUBLIC_KEYS = Duration.ofDays(1);
    private static final Duration RENEWAL = Duration.ofMillis(10);
    private static final int HELD = 100_000;

    private final TenantRoots roots;
    private final KeyVault vault;
    private final KeyRing keys;
    private final Thread renewal;

    Node(Installation installation, FastTime time) {
        WrappingStandings standings = new WrappingStandings(installation.clock);
        RootOpening opening = installation.opening(standings);
        this.roots = new TenantRoots(
                installation.store.tenantRoots(),
                opening,
                new RootGeneration(
                        installation.keys,
                        installation.store.tenantRoots(),
                        installation.recorder,
                        installation.wrapping(opening, standings),
                        installation.ids),
                HELD,
                TERMS,
                Optional.empty(),
                new Unwatched(),
                installation.blocking,
                time::nanos);
        this.vault = new KeyVault(
                roots,
                installation.engine,
                new DistantKeys(new Keepers(installation.keys.provider(), Map.of()), installation.engine));
        this.keys = new KeyRing(
                installation.store.keys(),
                vault,
                installation.blocking,
                new KeyRing.Limits(HELD, TERMS.timeToLive(), PUBLIC_KEYS),
                time::nanos);
        this.renewal = Thread.ofVirtual().start(this::renew);
    }

    private void renew() {
        while (!Thread.interrupted()) {
            roots.renewDue();
            keys.refreshDue();
            keys.dropOver();
            LockSupport.parkNanos(RENEWAL.toNanos());
        }
    }

    CompletableFuture<Shared<HeldKey>> find(TenantKey key) {
        return keys.find(key.scope(), new KeyReference.ById(key.keyId()), KeyUsage.ENCRYPT);
    }

    KeyVault vault() {
        return vault;
    }

    /** The share of askings for keys that memory answered. */
    double hitRate() {
        return keys.traffic().hitRate();
    }

    void drop(String tenantId) {
        roots.drop(CachePart.ofTenant(tenantId));
        keys.dropOver();
    }

    @Override
    public void close() {
        renewal.interrupt();
    }
}
