package io.keywright.core.administration;

import io.keywright.core.administration.Warmed.Failure;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.secret.Shared;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.work.Deadline;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Opens roots and keys before anybody needs them, a few at a time for the whole node, so that no provider has more to do than
 * traffic would give it. Calls block. Thread-safe.
 */
final class CacheWarming {

    private static final int AT_ONCE = 4;

    private final TenantRoots roots;
    private final KeyRing ring;
    private final Executor blocking;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    CacheWarming(TenantRoots roots, KeyRing ring, Executor blocking) {
        this.roots = roots;
        this.ring = ring;
        this.blocking = blocking;
    }

    /** Opens the roots of tenants; what is not opened by {@code until} goes on by itself, or is left. */
    Warmed roots(List<String> tenants, Deadline until) {
        WarmTally tally = new WarmTally();
        List<CompletableFuture<@Nullable Void>> begun = new ArrayList<>();
        for (String tenantId : tenants) {
            if (!turn(until)) {
                return tally.result(false);
            }
            begun.add(CompletableFuture.runAsync(() -> root(tenantId, tally), blocking)
                    .whenComplete((done, failure) -> turns.release()));
        }
        return tally.result(ended(begun, until));
    }

    private void root(String tenantId, WarmTally tally) {
        try {
            roots.warm(tenantId);
            tally.root();
        } catch (KeywrightException e) {
            tally.failed(Failure.of(tenantId, Optional.empty(), e));
        }
    }

    /** Opens keys, one after the other, and so their roots. */
    Warmed keys(List<KeyMetadata> keys, Deadline until) {
        WarmTally tally = new WarmTally();
        for (KeyMetadata key : keys) {
            if (!turn(until)) {
                return tally.result(false);
            }
            try {
                key(key, tally);
            } finally {
                turns.release();
            }
        }
        return tally.result(true);
    }

    private void key(KeyMetadata key, WarmTally tally) {
        try {
            ring.find(key.scope(), new KeyReference.ById(key.keyId()), KeyUsage.SIGN)
                    .thenAccept(Shared::release)
                    .join();
            tally.key();
        } catch (CompletionException e) {
            tally.failed(Failure.of(key.scope().tenantId(), Optional.of(key.keyId()), KeywrightException.of(e)));
        }
    }

    private boolean turn(Deadline until) {
        try {
            return turns.tryAcquire(until.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean ended(List<CompletableFuture<@Nullable Void>> begun, Deadline until) {
        try {
            CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new))
                    .get(until.left().toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
