package io.keywright.providers.vault;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The token in use. Logs in when it is first needed, and again when the token has ended or was revoked: once for all who wait,
 * and after a refusal not before {@link #PAUSE} has passed. Safe from any thread.
 */
final class VaultSession implements AutoCloseable {

    /** How long a refusal counts. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** How long a login may take, whoever waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final VaultLogin login;
    private final LongSupplier nanos;
    private final VaultRenewal renewal;

    private volatile @Nullable VaultToken current;
    private @Nullable CompletableFuture<VaultToken> underWay;
    private @Nullable RootProviderException refusal;
    private long refusedNanos;
    private boolean replacedBefore;
    private long replacedNanos;
    private boolean closed;

    VaultSession(String provider, VaultLogin login, VaultClient client, LongSupplier nanos) {
        this.login = login;
        this.nanos = nanos;
        this.renewal = new VaultRenewal(provider, login, client, nanos, this::use);
    }

    /** The token; logs in if there is none. */
    VaultToken token(Deadline deadline) throws RootProviderException {
        VaultToken now = current;
        return now != null && !now.ended(nanos.getAsLong()) ? now : await(begin(), deadline);
    }

    /** Another one than {@code rejected}, which the server does not know; the same if it was replaced a moment ago. */
    VaultToken replace(VaultToken rejected, Deadline deadline) throws RootProviderException {
        synchronized (this) {
            VaultToken now = current;
            if (now != null && now.is(rejected)) {
                if (replacedBefore && within(replacedNanos)) {
                    return rejected;
                }
                replacedBefore = true;
                replacedNanos = nanos.getAsLong();
                current = null;
            }
        }
        return token(deadline);
    }

    private boolean within(long beganNanos) {
        return nanos.getAsLong() - beganNanos < PAUSE.toNanos();
    }

    private synchronized CompletableFuture<VaultToken> begin() {
        if (closed) {
            return CompletableFuture.failedFuture(
                    new RootProviderException(Reason.UNREACHABLE, "The root provider is closed."));
        }
        if (underWay != null) {
            return underWay;
        }
        if (refusal != null && within(refusedNanos)) {
            return CompletableFuture.failedFuture(refusal);
        }
        CompletableFuture<VaultToken> mine = new CompletableFuture<>();
        underWay = mine;
        Thread.ofVirtual().name("vault-login").start(() -> logIn(mine));
        return mine;
    }

    private void logIn(CompletableFuture<VaultToken> result) {
        try {
            VaultToken token = login.token(Deadline.in(PATIENCE));
            succeeded(token);
            result.complete(token);
        } catch (Throwable e) {
            failed(e);
            result.completeExceptionally(e);
        }
    }

    private synchronized void succeeded(VaultToken token) {
        underWay = null;
        refusal = null;
        use(token);
    }

    private synchronized void failed(Throwable cause) {
        underWay = null;
        refusal = cause instanceof RootProviderException known && known.reason().refusal() ? known : null;
        refusedNanos = nanos.getAsLong();
    }

    private synchronized void use(VaultToken token) {
        if (closed) {
            token.value().close();
        } else {
            current = token;
            renewal.watch(token);
        }
    }

    private static VaultToken await(CompletableFuture<VaultToken> login, Deadline deadline)
            throws RootProviderException {
        try {
            return login.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RootProviderException known) {
                throw new RootProviderException(known.reason(), String.valueOf(known.getMessage()), known);
            }
            throw new IllegalStateException("the login failed as it should not", e.getCause());
        } catch (TimeoutException e) {
            throw new RootProviderException(Reason.UNREACHABLE, "The login was not answered in time.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RootProviderException(Reason.UNREACHABLE, "The call was interrupted.", e);
        }
    }

    /** Forgets the token, and renews it no more. */
    @Override
    public synchronized void close() {
        closed = true;
        renewal.close();
        VaultToken last = current;
        current = null;
        if (last != null) {
            last.value().close();
        }
    }
}
