package io.keywright.providers.pkcs11;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The current connection to a token, opened by whoever needs it first; all others wait for that one opening and share its
 * failure too. Safe from any thread.
 */
final class Connections {

    private final Opener opener;
    private final AtomicReference<CompletableFuture<Connection>> current =
            new AtomicReference<>(CompletableFuture.failedFuture(new IllegalStateException("not opened yet")));

    Connections(Opener opener) {
        this.opener = opener;
    }

    /** Opens a connection. */
    @FunctionalInterface
    interface Opener {
        Connection open() throws RootProviderException;
    }

    /** The connection, opened if there is none. */
    Connection current(Deadline deadline) throws RootProviderException {
        CompletableFuture<Connection> seen = latest();
        return seen.isCompletedExceptionally() ? replace(seen, deadline) : await(seen, deadline);
    }

    /** The connection after one that was lost; the one that somebody else has opened meanwhile, if so. */
    Connection after(Connection lost, Deadline deadline) throws RootProviderException {
        CompletableFuture<Connection> seen = latest();
        boolean same = seen.isDone() && !seen.isCompletedExceptionally() && seen.join() == lost;
        return same ? replace(seen, deadline) : current(deadline);
    }

    private Connection replace(CompletableFuture<Connection> old, Deadline deadline) throws RootProviderException {
        CompletableFuture<Connection> next = new CompletableFuture<>();
        if (!current.compareAndSet(old, next)) {
            return await(latest(), deadline);
        }
        close(old);
        try {
            next.complete(opener.open());
        } catch (RootProviderException | RuntimeException | Error e) {
            next.completeExceptionally(e);
        }
        return await(next, deadline);
    }

    private CompletableFuture<Connection> latest() {
        return Objects.requireNonNull(current.get());
    }

    private static Connection await(CompletableFuture<Connection> opening, Deadline deadline)
            throws RootProviderException {
        try {
            return opening.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new RootProviderException(Reason.UNREACHABLE, "The token is being opened, and takes its time.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RootProviderException(Reason.UNREACHABLE, "The service stops.", e);
        }
    }

    /** A failure of its own for each who waited, as exceptions are not to be shared. */
    private static RootProviderException failure(Throwable cause) {
        return cause instanceof RootProviderException e
                ? new RootProviderException(e.reason(), String.valueOf(e.getMessage()), e)
                : new RootProviderException(Reason.UNKNOWN, "The token could not be opened.", cause);
    }

    private static void close(CompletableFuture<Connection> old) {
        if (old.isDone() && !old.isCompletedExceptionally()) {
            old.join().close();
        }
    }

    /** Closes what is open; whoever comes later opens it again. */
    void close() {
        CompletableFuture<Connection> open = latest();
        if (current.compareAndSet(open, CompletableFuture.failedFuture(new IllegalStateException("closed")))) {
            close(open);
        }
    }
}
