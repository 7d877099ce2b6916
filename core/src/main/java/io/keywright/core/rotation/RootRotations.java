package io.keywright.core.rotation;

import io.keywright.core.change.RootChange;
import io.keywright.core.idempotency.KeptAnswers;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.tenant.DependantStore;
import io.keywright.core.tenant.RootWrapping;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.tenant.TenantStore;
import io.keywright.core.work.Deadline;
import io.keywright.model.KeywrightException;
import io.keywright.model.OldRoot;
import io.keywright.model.Operation;
import io.keywright.model.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/**
 * Rotates the tenants' roots that are due; wraps what lies under old versions under the newest, whoever asked for that; and
 * retires old versions that nothing lies under any more. One node does at a time, as long as it is on duty; that nothing is
 * lost does not rest on that, but on the changes, each of which starts from what the store has. What fails is tried again later, by itself.
 * Belongs to one thread; calls block.
 */
public final class RootRotations {

    /**
     * How long an old version stays at least. Answers that are kept for repeats, and imports that have begun, lie under it for a
     * day and are not wrapped anew; requests that have begun under it have long ended.
     */
    public static final Duration STAY = KeptAnswers.TIME.plus(Duration.ofHours(1));

    private final DueRoots due;
    private final DependantStore store;
    private final TenantStore tenants;
    private final RootWrapping wrapping;
    private final Rewrapping rewrapping;
    private final BooleanSupplier onDuty;
    private final RootSteps steps;
    private final RootRotationWatch watch;
    private final InstantSource clock;
    private final Backoff backoff = new Backoff();

    /**
     * Does nothing yet.
     *
     * @param onDuty whether this node is the one that rotates; asked often
     * @param watch is told what was done, and what could not be
     */
    public RootRotations(
            RootSchedule schedule,
            DependantStore store,
            TenantStore tenants,
            RootWrapping wrapping,
            TenantRoots roots,
            BooleanSupplier onDuty,
            Recorder recorder,
            RootRotationWatch watch,
            InstantSource clock) {
        this.due = new DueRoots(schedule, store);
        this.store = store;
        this.tenants = tenants;
        this.wrapping = wrapping;
        this.onDuty = onDuty;
        this.steps = new RootSteps(recorder);
        this.rewrapping = new Rewrapping(store, roots, onDuty, steps);
        this.watch = watch;
        this.clock = clock;
    }

    /**
     * Does all that there is to do, unless another node does. Looking alone writes nothing.
     *
     * @throws StoreException if the store cannot be read or written; what was done before stays so
     */
    public void run() throws StoreException {
        List<String> due = due();
        List<String> unfinished = unfinished();
        if ((!due.isEmpty() || !unfinished.isEmpty()) && onDuty.getAsBoolean()) {
            due.forEach(tenantId -> attempt(tenantId, () -> rotate(tenantId)));
            unfinished().forEach(tenantId -> attempt(tenantId, () -> finish(tenantId)));
            backoff.tidy(clock.instant());
        }
    }

    private List<String> due() throws StoreException {
        Instant now = clock.instant();
        return due.due(now).stream()
                .map(DueRoot::tenantId)
                .filter(tenantId -> !backoff.rests(tenantId, now))
                .toList();
    }

    private List<String> unfinished() throws StoreException {
        Instant now = clock.instant();
        return store.old().stream()
                .filter(root -> root.secrets() > 0 || mayGo(root))
                .map(OldRoot::tenantId)
                .distinct()
                .filter(tenantId -> !backoff.rests(tenantId, now))
                .toList();
    }

    private boolean mayGo(OldRoot root) {
        return root.dependants() == 0
                && !clock.instant().isBefore(root.replacedAt().plus(STAY));
    }

    private boolean rotate(String tenantId) throws StoreException {
        Optional<Tenant> tenant = tenants.tenant(tenantId);
        if (tenant.isPresent()) {
            RootChange.Rotated rotated = wrapping.next(tenantId, tenant.get().wrappings(), Deadline.never());
            if (steps.take(tenantId, Operation.ROTATE_TENANT_ROOT, rotated)) {
                watch.rotated(tenantId, rotated.next().version());
            }
        }
        return true;
    }

    /** Whether nothing stayed that was to be wrapped anew. */
    private boolean finish(String tenantId) throws StoreException {
        for (OldRoot root : store.old(tenantId)) {
            rewrapping.run(root);
        }
        for (OldRoot root : store.old(tenantId)) {
            if (root.secrets() > 0) {
                watch.left(root);
                return false;
            }
            if (mayGo(root)) {
                retire(root);
            }
        }
        return true;
    }

    /** The store has a look of its own at whether anything lies under it. */
    private void retire(OldRoot root) throws StoreException {
        Optional<Tenant> tenant = tenants.tenant(root.tenantId());
        if (tenant.isPresent()) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            RootChange.Retired change = new RootChange.Retired(
                    root.tenantId(), root.version(), root.newest(), tenant.get().wrappings(), now);
            if (steps.take(root.tenantId(), Operation.RETIRE_TENANT_ROOT, change)) {
                watch.retired(root.tenantId(), root.version());
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        /** Whether it succeeded. */
        boolean take() throws StoreException;
    }

    /** What fails with one tenant does not keep the others waiting. */
    private void attempt(String tenantId, Step step) {
        try {
            if (onDuty.getAsBoolean()) {
                rest(tenantId, step.take());
            }
        } catch (KeywrightException e) {
            failed(tenantId, e);
        } catch (CompletionException e) {
            failed(tenantId, KeywrightException.of(e));
        } catch (StoreException e) {
            failed(tenantId, e.asRefusal());
        }
    }

    private void failed(String tenantId, KeywrightException cause) {
        rest(tenantId, false);
        watch.failed(tenantId, cause);
    }

    private void rest(String tenantId, boolean succeeded) {
        if (succeeded) {
            backoff.succeeded(tenantId);
        } else {
            backoff.failed(tenantId, clock.instant());
        }
    }
}
