package io.keywright.egress;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Sends HTTP requests to addresses that are allowed, within limits. Every name is looked up for each connection, and the
 * connection goes to an address that was checked. Keeps its connections for a while, and no cookies; knows no credentials;
 * uses no proxy; tries nothing twice. Nothing is loaded before the first request.
 *
 * <p>Those who share one may hold each other back, so each target that somebody else chose gets one of its own. Thread-safe.
 */
public final class Egress implements AutoCloseable {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final GuardedLookup lookup;
    private final SSLContext tls;
    private final Limits limits;
    private @Nullable CloseableHttpClient client;

    /** @param tls whom to trust */
    public Egress(GuardedLookup lookup, SSLContext tls, Limits limits) {
        this.lookup = lookup;
        this.tls = tls;
        this.limits = limits;
    }

    /**
     * Sends {@code request} and waits for the answer, but no longer than {@link Limits#whole}.
     *
     * @throws EgressException if there is none
     */
    public Reply send(Request request) throws EgressException, InterruptedException {
        return send(request, limits.whole());
    }

    /**
     * The same for one who has less time.
     *
     * @param patience how long to wait; {@link Limits#whole} if that is less
     */
    public Reply send(Request request, Duration patience) throws EgressException, InterruptedException {
        Duration time = patience.compareTo(limits.whole()) < 0 ? patience : limits.whole();
        long end = System.nanoTime() + time.toNanos();
        Request next = request;
        Reply reply = exchange(next, end);
        for (int followed = 0; followed < limits.redirects() && leadsOn(next, reply); followed++) {
            next = redirected(next, reply);
            reply = exchange(next, end);
        }
        return reply;
    }

    private static boolean leadsOn(Request request, Reply reply) {
        return REDIRECTS.contains(reply.status())
                && reply.header("Location").isPresent()
                && request.method().equals(Request.GET);
    }

    private static Request redirected(Request request, Reply reply) throws EgressException {
        try {
            Target next = request.target().resolve(reply.header("Location").orElse(""));
            if (next.secure() || !request.target().secure()) {
                return request.redirectedTo(next);
            }
        } catch (IllegalArgumentException e) {
            throw EgressException.of(new IOException("a redirect to nowhere", e));
        }
        throw new EgressException(EgressException.Reason.TLS);
    }

    private Reply exchange(Request request, long endNanos) throws EgressException, InterruptedException {
        CloseableHttpClient now = client();
        TracedExchange traced = new TracedExchange(request);
        Exchange exchange = new Exchange(now, traced.request(), limits.bodyBytes());
        Thread.ofVirtual().name("egress").start(exchange);
        try (traced) {
            return traced.answered(() -> exchange.await(endNanos - System.nanoTime()));
        } catch (ExecutionException e) {
            replace(now);
            throw new IllegalStateException("the HTTP client failed", e.getCause());
        }
    }

    private synchronized CloseableHttpClient client() {
        CloseableHttpClient now = client;
        if (now == null) {
            now = new BoundedClient(lookup, tls, limits).open();
            client = now;
        }
        return now;
    }

    /** After an error the library's client is of no use any more. */
    private synchronized void replace(CloseableHttpClient broken) {
        broken.close(CloseMode.IMMEDIATE);
        if (broken.equals(client)) {
            client = null;
        }
    }

    /** Ends what is under way. */
    @Override
    public synchronized void close() {
        if (client != null) {
            client.close(CloseMode.IMMEDIATE);
            client = null;
        }
    }
}
