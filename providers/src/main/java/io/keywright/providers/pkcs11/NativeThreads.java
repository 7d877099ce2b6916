package io.keywright.providers.pkcs11;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A few platform threads that native calls run on, because such calls hold their thread and cannot be interrupted. A caller
 * waits until its deadline and no longer; a thread that it leaves behind counts as stuck until its call returns. Once all
 * are stuck, nobody waits at all. Safe from any thread.
 */
final class NativeThreads implements AutoCloseable {

    private static final int WAITING_PER_THREAD = 64;

    private final String provider;
    private final int size;
    private final ThreadPoolExecutor threads;
    private final AtomicInteger stuck = new AtomicInteger();

    NativeThreads(String provider, int size) {
        this.provider = provider;
        this.size = size;
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(size * WAITING_PER_THREAD),
                Thread.ofPlatform().daemon().name("pkcs11-" + provider + "-", 1).factory());
    }

    /** What runs on one of the threads. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws RootProviderException;
    }

    /** How many threads are in calls that nobody waits for any more. */
    int stuck() {
        return stuck.get();
    }

    /**
     * Runs {@code call}. A secret that it answers too late is destroyed.
     *
     * @throws RootProviderException what the call throws; UNREACHABLE at the deadline, and at once if all threads are stuck;
     *     BUSY if too many calls wait for a thread
     */
    <T> T call(Deadline deadline, Call<T> call) throws RootProviderException {
        if (deadline.passed()) {
            throw unreachable("was asked after the caller's deadline");
        }
        if (stuck.get() >= size) {
            throw unreachable("has not answered any of " + size + " calls yet that all its threads are in");
        }
        Task<T> task = new Task<>(call);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            throw threads.isShutdown()
                    ? unreachable("is closed")
                    : new RootProviderException(
                            Reason.BUSY,
                            "Too many calls wait for the token of the root provider " + provider + ". Raise "
                                    + Pkcs11Settings.property(provider, "threads")
                                    + " if the token can do more at once.",
                            e);
        }
        return await(task, deadline);
    }

    private <T> T await(Task<T> task, Deadline deadline) throws RootProviderException {
        try {
            return task.result.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            leave(task);
            throw unreachable("did not answer in time");
        } catch (InterruptedException e) {
            leave(task);
            Thread.currentThread().interrupt();
            throw unreachable("was given up on, as the caller was interrupted");
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static RootProviderException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case RootProviderException expected -> expected;
            case RuntimeException unexpected -> throw unexpected;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException(e);
        };
    }

    private void leave(Task<?> task) {
        if (task.leave()) {
            threads.remove(task);
        }
    }

    private RootProviderException unreachable(String what) {
        return new RootProviderException(
                Reason.UNREACHABLE, "The token of the root provider " + provider + " " + what + ".");
    }

    /** Takes no calls any more; those under way end when the library likes. */
    @Override
    public void close() {
        threads.shutdown();
    }

    /** A call and its caller, who may leave. */
    private final class Task<T> implements Runnable {

        private enum State {
            WAITING,
            RUNNING,
            LEFT_WAITING,
            STUCK,
            DONE
        }

        private final Call<T> call;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

        private Task(Call<T> call) {
            this.call = call;
        }

        /** The caller leaves; whether the call had not begun. */
        private boolean leave() {
            if (state.compareAndSet(State.WAITING, State.LEFT_WAITING)) {
                return true;
            }
            stuck.incrementAndGet();
            if (!state.compareAndSet(State.RUNNING, State.STUCK)) {
                stuck.decrementAndGet();
                discard();
            }
            return false;
        }

        @Override
        public void run() {
            if (!state.compareAndSet(State.WAITING, State.RUNNING)) {
                return;
            }
            try {
                result.complete(call.run());
            } catch (RootProviderException | RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
            if (state.getAndSet(State.DONE) == State.STUCK) {
                stuck.decrementAndGet();
                discard();
            }
        }

        private void discard() {
            if (!result.isCompletedExceptionally() && result.getNow(null) instanceof SecretBytes secret) {
                secret.close();
            }
        }
    }
}
