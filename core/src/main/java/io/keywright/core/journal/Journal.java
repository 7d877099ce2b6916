package io.keywright.core.journal;

import io.keywright.core.change.Change;
import io.keywright.core.journal.Written.Rejected;
import io.keywright.core.work.Deadline;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one door for change. Callers queue; one writer thread commits all that waits in one transaction (group commit).
 * A future completes only once its receipt, and the change it tells of, are durable. If the store cannot commit, or the
 * queue is full, it fails with DEPENDENCY_UNAVAILABLE and nothing was changed; only where its details have the reason
 * {@value #UNKNOWN} the change may be durable all the same. Thread-safe.
 */
public final class Journal implements AutoCloseable {

    private static final String UNKNOWN = "outcome_unknown";
    private static final int MAX_BATCH = 1024;
    private static final int CROWD = 8;
    private static final Duration MOMENT = Duration.ofNanos(100_000);
    private static final Duration IDLE = Duration.ofMillis(200);

    private final Mailbox<Pending> mailbox;
    private final BatchWriter writer;
    private final CommitWatch watch;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Batch batch;
    private final Overdue overdue;
    private final Supervised thread;
    private volatile boolean closed;
    private volatile long refusedNanos;
    private volatile boolean refused;
    private volatile boolean ended;

    /** One whose thread nobody watches. */
    public Journal(BatchWriter writer, int capacity) {
        this(writer, capacity, new Supervisor(), CommitWatch.NONE);
    }

    /** @param capacity how many changes may wait before callers are turned away */
    public Journal(BatchWriter writer, int capacity, Supervisor supervisor, CommitWatch watch) {
        this.mailbox = new Mailbox<>(capacity);
        this.writer = writer;
        this.watch = watch;
        this.batch = new Batch(mailbox, MAX_BATCH);
        this.overdue = new Overdue(mailbox, batch, supervisor);
        this.thread = supervisor.start(Thread.ofPlatform().name("journal"), this::takeTurn);
    }

    /**
     * Commits {@code change} and the {@code leaf} that tells of it together.
     *
     * @return completes when durable, on a thread that must not be blocked; fails with {@link Conflict} if the change
     *     does not apply, with {@link Stale} if its node had not heard of one that concerns it, with {@link Unstorable} if
     *     the store cannot take it
     */
    public CompletableFuture<Void> commit(Leaf leaf, Change change, Terms terms) {
        return submit(Optional.of(leaf), change, terms);
    }

    /** The same for whoever waits as long as it takes. */
    public CompletableFuture<Void> commit(Leaf leaf, Change change) {
        return commit(leaf, change, Terms.NONE);
    }

    /** Completes when all that was submitted before is durable; fails if the store cannot commit at all. */
    public CompletableFuture<Void> flush() {
        return submit(Optional.empty(), new Change.None(), Terms.NONE);
    }

    private CompletableFuture<Void> submit(Optional<Leaf> leaf, Change change, Terms terms) {
        Pending pending = new Pending(leaf, change, terms);
        CompletableFuture<Void> told = terms.told(pending.durable());
        if (closed || !mailbox.offer(pending)) {
            pending.durable().completeExceptionally(unavailable("journal_full", null));
        } else if (ended) {
            turnAwayLatecomers();
        }
        return told;
    }

    /**
     * Commits {@code change} alone: what the ledger does not tell of.
     *
     * @return as of {@link #commit(Leaf, Change)}
     */
    public CompletableFuture<Void> commit(Change change) {
        return submit(Optional.empty(), change, Terms.NONE);
    }

    /** Runs {@code listener} after each commit from now on, on the writer's thread: it must neither wait nor fail. */
    public void afterEachCommit(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Whether the last receipts were refused, within that time: a {@linkplain #flush flush} may find room on a disk where
     * nothing else does.
     */
    public boolean refusedWithin(Duration time) {
        return refused && System.nanoTime() - refusedNanos < time.toNanos();
    }

    /** How many changes wait. */
    public int waiting() {
        return mailbox.size();
    }

    /** How many may wait. */
    public int room() {
        return mailbox.capacity();
    }

    /** Whatever happens, nobody who was taken from the queue waits in vain. */
    private void takeTurn() {
        try {
            if (mailbox.await(IDLE)) {
                write();
                gatherCompany(batch.get().size());
            } else {
                follow();
            }
        } catch (Throwable e) {
            fail(e);
            throw e;
        } finally {
            batch.end();
        }
    }

    /** While nothing waits, others' commits are followed, so that the next one, for which all nodes wait, begins at once. */
    private void follow() {
        try {
            writer.follow();
        } catch (StoreException e) {
            // Whoever writes next finds the same, and is told.
        }
    }

    /** A commit costs much the same for one as for many, so where many come at once, a moment's wait saves commits. */
    private void gatherCompany(int lastBatch) {
        if (lastBatch >= CROWD && mailbox.size() < lastBatch) {
            LockSupport.parkNanos(MOMENT.toNanos());
        }
    }

    private void write() {
        long began = System.nanoTime();
        try {
            Written written = writer.write(batch);
            List<Pending> members = batch.get();
            watch.committed(members.size(), System.nanoTime() - began);
            refused &= members.stream().noneMatch(it -> it.leaf().isPresent());
            for (Pending pending : written.conflicting()) {
                pending.durable().completeExceptionally(new Conflict());
            }
            for (Pending pending : written.stale()) {
                pending.durable().completeExceptionally(new Stale());
            }
            for (Pending pending : written.late()) {
                pending.durable().completeExceptionally(Deadline.missed());
            }
            for (Rejected rejected : written.unstorable()) {
                rejected.pending().durable().completeExceptionally(rejected.reason());
            }
            for (Pending pending : members) {
                pending.durable().complete(null);
            }
            listeners.forEach(Runnable::run);
        } catch (StoreException e) {
            fail(e);
        }
    }

    /** Where anything else than the store itself fails, nobody knows how far it came. */
    private void fail(Throwable cause) {
        refusedNanos = System.nanoTime();
        refused = true;
        watch.failed(cause);
        boolean nothingWritten = cause instanceof StoreException && !(cause instanceof UnknownOutcomeException);
        for (Pending pending : batch.get()) {
            pending.durable().completeExceptionally(nothingWritten ? unavailable("store", cause) : unknown(cause));
        }
        batch.failed(cause);
    }

    static KeywrightException unknown(Throwable cause) {
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "Whether this was done is not known: look for its receipt or its effect before you try again.",
                Map.of("dependency", "ledger", "reason", UNKNOWN),
                cause);
    }

    private static KeywrightException unavailable(String reason, @Nullable Throwable cause) {
        String advice = "The ledger cannot take the receipt right now; try again.";
        Map<String, Object> details = Map.of("dependency", "ledger", "reason", reason);
        return cause == null
                ? new KeywrightException(ErrorCode.DEPENDENCY_UNAVAILABLE, advice, details)
                : new KeywrightException(ErrorCode.DEPENDENCY_UNAVAILABLE, advice, details, cause);
    }

    /** Takes no more, commits what waits, and returns when that is durable. */
    @Override
    public void close() {
        closed = true;
        thread.close();
        while (!mailbox.isEmpty()) {
            takeLastTurn();
        }
        ended = true;
        overdue.close();
        turnAwayLatecomers();
    }

    private void takeLastTurn() {
        try {
            takeTurn();
        } catch (RuntimeException | Error e) {
            // Those whom it concerns have been told, and closing goes on.
        }
    }

    /** Those who found the journal open, and came into its queue when nobody took from it any more. */
    private synchronized void turnAwayLatecomers() {
        List<Pending> late = new ArrayList<>();
        mailbox.take(late, Integer.MAX_VALUE);
        late.forEach(pending -> pending.durable().completeExceptionally(unavailable("closed", null)));
    }
}
