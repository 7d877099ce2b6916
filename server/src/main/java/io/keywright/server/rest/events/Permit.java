package io.keywright.server.rest.events;

import io.keywright.core.events.EventAccess;
import io.keywright.core.events.EventAccess.Sight;
import io.keywright.model.KeywrightException;
import io.keywright.server.identity.Callers;
import io.keywright.server.identity.Credentials;
import io.keywright.server.identity.Identification;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether a stream may go on: asks again what was asked when it was opened, so that it outlives neither certificate, nor
 * token, nor role. Belongs to one thread.
 */
final class Permit {

    /** How soon a withdrawal ends streams; trust in files is looked at as often. */
    static final Duration FRESH = Duration.ofSeconds(5);

    private static final long LIMIT_SECONDS = 10;

    private final Callers callers;
    private final Credentials credentials;
    private final EventStreams.Wish wish;
    private final Sight sight;
    private final EventAccess access;
    private long askedNanos = System.nanoTime();

    /** @param sight what the wish was granted */
    Permit(Callers callers, Credentials credentials, EventStreams.Wish wish, Sight sight, EventAccess access) {
        this.callers = callers;
        this.credentials = credentials;
        this.wish = wish;
        this.sight = sight;
        this.access = access;
    }

    boolean holds() throws InterruptedException {
        if (System.nanoTime() - askedNanos < FRESH.toNanos()) {
            return true;
        }
        askedNanos = System.nanoTime();
        return sameCaller() && maySee();
    }

    private boolean sameCaller() throws InterruptedException {
        try {
            Identification now = callers.identify(credentials).get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return now instanceof Identification.Known known && known.caller().equals(wish.caller());
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private boolean maySee() {
        try {
            return access.sight(wish.caller(), wish.tenantId(), wish.types()).equals(sight);
        } catch (KeywrightException e) {
            return false;
        }
    }
}
