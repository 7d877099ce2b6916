package io.keywright.providers.aws;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.providers.aws.SessionLoader.Loaded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Credentials that end and are fetched again before. However many ask, one request is under way, and what it fails with they
 * all get. Refreshed in the background in the last quarter of their life. A refusal counts for {@link #REMEMBERED}, so that
 * one who may not assume a role does not ask again and again. Safe from any thread.
 */
final class Session implements CredentialsSource {

    static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final int REFRESH_IN_LAST = 4;

    private record Held(Loaded loaded, Instant since) {

        boolean usable(Instant now) {
            return now.isBefore(loaded.expires().minus(MARGIN));
        }

        boolean due(Instant now) {
            Duration last = Duration.between(since, loaded.expires()).dividedBy(REFRESH_IN_LAST);
            return !now.isBefore(loaded.expires().minus(last));
        }
    }

    private record Refusal(RootProviderException fault, Instant until) {}

    private final AwsCall call;
    private final SessionLoader loader;
    private final DeadlineCalls calls;
    private final InstantSource clock;

    private @Nullable Held held;
    private @Nullable Refusal refusal;
    private @Nullable CompletableFuture<Loaded> flight;

    Session(AwsCall call, SessionLoader loader, DeadlineCalls calls, InstantSource clock) {
        this.call = call;
        this.loader = loader;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public AwsCredentials current(Deadline deadline) throws RootProviderException {
        CompletableFuture<Loaded> answer = heldOrFlying();
        try {
            return answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS).credentials();
        } catch (TimeoutException e) {
            throw AwsFaults.of(call, Reason.UNREACHABLE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AwsFaults.of(call, Reason.UNREACHABLE, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RootProviderException known
                    ? AwsFaults.again(known)
                    : AwsFaults.of(call, Reason.UNKNOWN, e.getCause());
        }
    }

    private synchronized CompletableFuture<Loaded> heldOrFlying() {
        Instant now = clock.instant();
        if (held != null && held.usable(now)) {
            if (held.due(now) && !refused(now)) {
                fly();
            }
            return CompletableFuture.completedFuture(held.loaded());
        }
        if (refusal != null && refused(now)) {
            return CompletableFuture.failedFuture(refusal.fault());
        }
        fly();
        return Objects.requireNonNull(flight);
    }

    private boolean refused(Instant now) {
        return refusal != null && now.isBefore(refusal.until());
    }

    private void fly() {
        if (flight == null) {
            CompletableFuture<Loaded> begun = new CompletableFuture<>();
            flight = begun;
            calls.beside(() -> land(begun));
        }
    }

    private void land(CompletableFuture<Loaded> begun) {
        try {
            Loaded loaded = loader.load(Deadline.in(PATIENCE));
            landed(new Held(loaded, clock.instant()), null);
            begun.complete(loaded);
        } catch (RootProviderException e) {
            landed(null, e.reason().refusal() ? new Refusal(e, clock.instant().plus(REMEMBERED)) : null);
            begun.completeExceptionally(e);
        } catch (RuntimeException e) {
            landed(null, null);
            begun.completeExceptionally(e);
        }
    }

    private synchronized void landed(@Nullable Held loaded, @Nullable Refusal refused) {
        held = loaded == null ? held : loaded;
        refusal = refused;
        flight = null;
    }

    /** Fetches others next time, unless these are so new that others would fare no better. */
    @Override
    public synchronized void refused(AwsCredentials credentials) {
        if (held != null
                && held.loaded().credentials().equals(credentials)
                && !clock.instant().isBefore(held.since().plus(REMEMBERED))) {
            held = null;
        }
    }
}
