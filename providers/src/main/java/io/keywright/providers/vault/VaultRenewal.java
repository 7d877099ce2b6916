package io.keywright.providers.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has the token live longer when two thirds of its time are over, or gets another if it cannot: in the background, so that no
 * call pays for it, and also while nobody calls. What fails is tried again until the token ends. Safe from any thread.
 */
final class VaultRenewal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final VaultLogin login;
    private final VaultClient client;
    private final LongSupplier nanos;
    private final Consumer<VaultToken> next;
    private final ScheduledThreadPoolExecutor timer;
    private @Nullable ScheduledFuture<?> due;

    /** @param next gets what is to be used from now on */
    VaultRenewal(String provider, VaultLogin login, VaultClient client, LongSupplier nanos, Consumer<VaultToken> next) {
        this.login = login;
        this.client = client;
        this.nanos = nanos;
        this.next = next;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofVirtual().name("renewal-of-" + provider).factory());
    }

    /** Cares for {@code token} from now on, and no more for the one before. */
    void watch(VaultToken token) {
        if (token.ends()) {
            Duration twoThirds = token.lease().multipliedBy(2).dividedBy(3);
            after(twoThirds.compareTo(SHORTEST) < 0 ? SHORTEST : twoThirds, token);
        }
    }

    private synchronized void after(Duration time, VaultToken token) {
        if (due != null) {
            due.cancel(false);
        }
        if (!timer.isShutdown()) {
            due = timer.schedule(() -> refresh(token), time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void refresh(VaultToken token) {
        try {
            next.accept(renewed(token));
        } catch (RootProviderException | RuntimeException e) {
            if (!token.ended(nanos.getAsLong())) {
                after(PAUSE, token);
            }
        }
    }

    /** Renewed if that gains at least half of what it had before: a token has a greatest age, near which it gains little. */
    private VaultToken renewed(VaultToken token) throws RootProviderException {
        if (token.renewable()) {
            long asked = nanos.getAsLong();
            VaultAnswer answer = client.send(VaultRequest.post(VaultPermissions.RENEW), token, Deadline.in(PATIENCE));
            JsonNode auth = answer.json().path("auth");
            long seconds = auth.path("lease_duration").asLong();
            if (answer.succeeded() && seconds * 2 >= token.lease().toSeconds()) {
                return token.renewed(seconds, auth.path("renewable").asBoolean(), asked);
            }
        }
        return login.token(Deadline.in(PATIENCE));
    }

    @Override
    public synchronized void close() {
        timer.shutdownNow();
    }
}
