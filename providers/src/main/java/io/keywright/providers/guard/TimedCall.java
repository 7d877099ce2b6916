package io.keywright.providers.guard;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.trace.Span;
import io.keywright.core.trace.Spans;
import io.keywright.core.work.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A call that nobody waits for longer than its deadline, whatever the adapter does. It runs on a thread of its own, which is
 * interrupted when nobody waits any more. Belongs to its caller.
 */
final class TimedCall<T> {

    /** One call to an adapter. */
    @FunctionalInterface
    interface Work<T> {
        T run(Deadline deadline) throws RootProviderException;
    }

    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final Work<T> work;
    private final FairShare.Place place;

    TimedCall(Work<T> work, FairShare.Place place) {
        this.work = work;
        this.place = place;
    }

    /**
     * What the call answers.
     *
     * @throws RootProviderException as the call does; UNREACHABLE if it does not come back before the deadline
     */
    T await(String provider, Deadline deadline) throws RootProviderException {
        Span span = Spans.current().child("provider").set("keywright.provider", provider);
        try {
            return await(provider, deadline, span);
        } catch (RootProviderException e) {
            span.failed(e.reason().wireName());
            throw e;
        } finally {
            span.end();
        }
    }

    private T await(String provider, Deadline deadline, Span span) throws RootProviderException {
        Thread thread =
                Thread.ofVirtual().name("root-provider-" + provider).start(() -> Spans.run(span, () -> run(deadline)));
        try {
            return answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw asThrown(e.getCause(), provider);
        } catch (TimeoutException e) {
            giveUp(thread);
            throw unreachable("The root provider " + provider + " did not answer in time.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp(thread);
            throw unreachable("The wait for the root provider " + provider + " was ended.");
        }
    }

    private void run(Deadline deadline) {
        try (place) {
            T answered = work.run(deadline);
            if (!answer.complete(answered)) {
                destroy(answered);
            }
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    /** From now on an answer is nobody's; one that has come meanwhile, too. */
    private void giveUp(Thread thread) {
        thread.interrupt();
        if (!answer.cancel(false) && !answer.isCompletedExceptionally()) {
            destroy(answer.join());
        }
    }

    private static RootProviderException unreachable(String message) {
        return new RootProviderException(Reason.UNREACHABLE, message);
    }

    /** An answer that nobody takes may be a key. */
    private static void destroy(Object answered) {
        if (answered instanceof AutoCloseable secret) {
            try {
                secret.close();
            } catch (Exception e) {
                throw new IllegalStateException("a secret was not destroyed", e);
            }
        }
    }

    private static RootProviderException asThrown(@Nullable Throwable cause, String provider) {
        return cause instanceof RootProviderException known
                ? known
                : new RootProviderException(
                        Reason.UNKNOWN,
                        "The root provider " + provider + " failed as its adapter does not expect.",
                        cause);
    }
}
