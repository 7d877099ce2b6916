package io.keywright.server.shutdown;

import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests that are under way. Once it is time to part, each answer tells its client to send the next request over
 * another connection: by {@code Connection: close}, or GOAWAY. Thread-safe.
 */
public final class OpenRequests {

    /** So long there must be none, for those whose clients are between two requests just now. */
    private static final Duration QUIET = Duration.ofMillis(200);

    private static final long LOOK_MILLIS = 10;

    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean parting;
    private volatile long lastNanos = System.nanoTime();

    /** A request has come. On its event loop. */
    public void begun(RoutingContext http) {
        begun();
        http.addEndHandler(answered -> ended());
        if (parting) {
            part(http);
        }
    }

    void begun() {
        open.incrementAndGet();
    }

    void ended() {
        if (parting) {
            lastNanos = System.nanoTime();
        }
        open.decrementAndGet();
    }

    /** From now on connections end with the answers to their requests. */
    public void part() {
        lastNanos = System.nanoTime();
        parting = true;
    }

    private static void part(RoutingContext http) {
        if (http.request().version() == HttpVersion.HTTP_2) {
            http.request().connection().shutdown(0, TimeUnit.MILLISECONDS);
        } else {
            http.response().putHeader("Connection", "close");
            http.addEndHandler(answered -> http.request().connection().close());
        }
    }

    /** How many there are. */
    public int open() {
        return open.get();
    }

    /** Whether all of them ended within {@code patience}, and a moment passed without a new one. */
    boolean endWithin(Duration patience) throws InterruptedException {
        long began = System.nanoTime();
        while (open.get() > 0 || System.nanoTime() - lastNanos < QUIET.toNanos()) {
            if (System.nanoTime() - began > patience.plus(QUIET).toNanos()) {
                return open.get() == 0;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }
}
