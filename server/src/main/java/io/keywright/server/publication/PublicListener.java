package io.keywright.server.publication;

import io.keywright.server.listen.Endpoint;
import io.netty.util.NetUtil;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Listens for everybody, on every address of one host, until Vert.x ends. */
final class PublicListener {

    private static final Logger LOG = Logger.getLogger(PublicListener.class);
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int MOST_HEADER_BYTES = 8 * 1024;
    private static final int MOST_TARGET_BYTES = 4 * 1024;
    private static final int IDLE_SECONDS = 30;

    private final Vertx vertx;
    private final AtomicInteger connections = new AtomicInteger();

    PublicListener(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Begins to listen.
     *
     * @throws io.keywright.server.config.Misconfigured if it cannot
     */
    void listen(Endpoint endpoint, HttpServerOptions options, Router router) {
        HttpServerOptions bounded = new HttpServerOptions(options)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setMaxInitialLineLength(MOST_TARGET_BYTES)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        int port = endpoint.port();
        for (InetAddress address : addresses(endpoint)) {
            port = listen(endpoint, address, port, bounded, router);
        }
    }

    /** Answers the port. */
    private int listen(Endpoint endpoint, InetAddress address, int port, HttpServerOptions options, Router router) {
        HttpServer server =
                vertx.createHttpServer(options).connectionHandler(this::admit).requestHandler(router);
        try {
            int actual = server.listen(port, address.getHostAddress())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
            LOG.infof(
                    "event=publication_served at=%s:%d for=%s tls=%s",
                    NetUtil.toAddressString(address), actual, endpoint.group(), options.isSsl());
            return actual;
        } catch (CompletionException e) {
            throw endpoint.taken(address, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private void admit(HttpConnection connection) {
        if (connections.incrementAndGet() > MOST_CONNECTIONS) {
            connections.decrementAndGet();
            connection.close();
        } else {
            connection.closeHandler(closed -> connections.decrementAndGet());
        }
    }

    private static Iterable<InetAddress> addresses(Endpoint endpoint) {
        try {
            return endpoint.addresses();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("there was an address of " + endpoint.host() + " a moment ago", e);
        }
    }
}
