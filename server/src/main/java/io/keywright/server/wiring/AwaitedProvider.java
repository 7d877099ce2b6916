package io.keywright.server.wiring;

import io.keywright.core.journal.StoreException;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.server.Refusal.Step;
import io.keywright.server.management.Standing;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Waits at the start for the installation's own root provider: without the ledger's key, which lies under it, nothing can be
 * recorded, and so nothing be served. What time alone may mend is tried again after longer and longer pauses; the provider's
 * refusal, or another root than the store's, ends the start at once.
 *
 * @param standing is told that it waits
 * @param patience how long it waits in all
 * @param pause waits between two tries
 */
record AwaitedProvider(Standing standing, Duration patience, Pause pause) {

    private static final Logger LOG = Logger.getLogger(AwaitedProvider.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String ADVICE = " Nothing can be served without it. Mend the way to it, see"
            + " docs/runbooks/breaker-open.md, and start again; keywright.root.start-patience says how long a start waits. With"
            + " keywright.cache.sealed-copies.provider, another root provider, later starts of this node do without it.";

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** One that waits no longer than the process is to run: a signal to end it ends the start. */
    static AwaitedProvider within(Duration patience, Standing standing) {
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(end::countDown, "end-of-waiting"));
        return new AwaitedProvider(standing, patience, time -> {
            if (end.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("the process ends");
            }
        });
    }

    /** What {@code step} gives, once it does. */
    <T> T await(Step<T> step) throws StoreException, RootProviderException {
        Deadline deadline = Deadline.in(patience);
        Duration next = SHORTEST;
        while (true) {
            try {
                return step.take();
            } catch (RootProviderException e) {
                if (!mayMend(e.reason())) {
                    throw e;
                }
                if (deadline.left().compareTo(next) < 0) {
                    throw awaitedInVain(e);
                }
                LOG.warnf(
                        "event=root_provider_awaited reason=%s next_try=%s left=%s The start waits for the root provider: %s",
                        e.reason().wireName(), next, deadline.left(), e.getMessage());
                rest(next, e);
                next = longer(next);
            }
        }
    }

    private static RootProviderException awaitedInVain(RootProviderException fault) {
        return new RootProviderException(fault.reason(), fault.getMessage() + ADVICE, fault);
    }

    private static boolean mayMend(Reason reason) {
        return !reason.refusal() && reason != Reason.PROVIDER_NOT_CONFIGURED;
    }

    private void rest(Duration time, RootProviderException fault) throws RootProviderException {
        try {
            standing.starting(Standing.Reason.AWAITING_ROOT_PROVIDER);
            pause.of(time);
            standing.starting(Standing.Reason.STARTING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fault;
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
