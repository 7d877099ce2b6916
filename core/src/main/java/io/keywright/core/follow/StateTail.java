package io.keywright.core.follow;

import io.keywright.core.follow.ChangeStore.Changed;
import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.LostReceiptsException;
import io.keywright.core.journal.SeenLedger;
import io.keywright.core.journal.StoreException;
import io.keywright.core.work.Bell;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads what changes in the ledger, always, and has the node's memory follow it: after each commit of this node, and every
 * second for what others commit. It also reads again what could not be read after a change. Thread-safe.
 */
public final class StateTail implements FollowedLedger, AutoCloseable {

    private static final int PAGE = 256;
    private static final Duration SLOW = Duration.ofSeconds(1);

    /** Changes are rare among commits, of which there may be thousands a second. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private static final long NOT_BEGUN = -1;

    private final ChangeStore store;
    private final SeenLedger seen;
    private final Memory memory;
    private final Bell bell;
    private final InstantSource clock;
    private final Supervised thread;
    private final Bell called = new Bell();
    private final Queue<CompletableFuture<Void>> callers = new ConcurrentLinkedQueue<>();
    private long next = NOT_BEGUN;
    private volatile long followed = NOT_BEGUN;
    private volatile @Nullable Instant caughtUp;

    /**
     * @param seen is told how far the ledger was when it was read
     * @param bell rings after each commit of the journal
     */
    public StateTail(
            ChangeStore store, SeenLedger seen, Memory memory, Bell bell, InstantSource clock, Supervisor supervisor) {
        this.store = store;
        this.seen = seen;
        this.memory = memory;
        this.bell = bell;
        this.clock = clock;
        this.thread = supervisor.start(Thread.ofVirtual().name("state-tail"), this::follow);
    }

    private void follow() throws StoreException, InterruptedException {
        Instant began = clock.instant();
        List<CompletableFuture<Void>> served = callers();
        try {
            read();
            served.forEach(caller -> caller.complete(null));
        } catch (StoreException e) {
            served.forEach(caller -> caller.completeExceptionally(e.asRefusal()));
            throw e;
        } finally {
            served.forEach(caller -> caller.completeExceptionally(new IllegalStateException("the tail has failed")));
        }
        caughtUp = began;
        bell.await(SLOW);
        called.await(GATHERING);
    }

    private List<CompletableFuture<Void>> callers() {
        List<CompletableFuture<Void>> served = new ArrayList<>();
        for (CompletableFuture<Void> caller = callers.poll(); caller != null; caller = callers.poll()) {
            served.add(caller);
        }
        return served;
    }

    private void read() throws StoreException {
        Optional<LedgerHead> head = store.head();
        long end = head.map(LedgerHead::size).orElse(0L);
        if (end < next) {
            throw LostReceiptsException.fewer(next, end);
        }
        head.ifPresent(seen::see);
        if (next == NOT_BEGUN) {
            memory.renew();
        } else {
            followChanges();
        }
        next = Math.max(next, end);
        memory.catchUp();
        followed = next;
    }

    private void followChanges() throws StoreException {
        List<Changed> page = store.changes(next, PAGE);
        while (!page.isEmpty()) {
            for (Changed changed : page) {
                memory.follow(changed);
                next = changed.index() + 1;
            }
            page = store.changes(next, PAGE);
        }
    }

    @Override
    public long upTo() {
        return followed;
    }

    @Override
    public CompletableFuture<Void> catchUp() {
        CompletableFuture<Void> caller = new CompletableFuture<>();
        callers.add(caller);
        bell.ring();
        called.ring();
        return caller;
    }

    /** Up to when all that was committed is known to be in force; empty before the first look. */
    public Optional<Instant> caughtUp() {
        return Optional.ofNullable(caughtUp);
    }

    /** Which parts of the memory could not be read after a change. */
    public List<String> behind() {
        return memory.wholes()
                .filter(whole -> whole.behindSince().isPresent())
                .map(Following::name)
                .toList();
    }

    @Override
    public void close() {
        thread.stop();
    }
}
