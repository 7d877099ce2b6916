package io.keywright.server.listen;

import io.netty.util.NetUtil;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * Has the service listen on every address that its host name has. The framework listens on the first, which is mostly the only
 * one; on the others this listens with the same options, for the same requests. They end with Vert.x.
 */
@Singleton
public class Listeners {

    /** Vert.x takes any free port at each number that is not above this. */
    private static final int ANY_PORT = 0;

    private static final int PORT_CHOICES = 100;

    private final Vertx vertx;
    private volatile List<InetAddress> addresses = List.of();

    Listeners(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The addresses that are listened on, for the log. */
    public String addresses() {
        return addresses.stream().map(NetUtil::toAddressString).collect(Collectors.joining(","));
    }

    /**
     * Leaves the first address to whoever listens with {@code options}, and listens on all others.
     *
     * @throws io.keywright.server.config.Misconfigured if that cannot be
     */
    void listen(HttpServerOptions options) {
        addresses = own(options.getHost());
        InetAddress first = addresses.getFirst();
        List<InetAddress> others = addresses.subList(1, addresses.size());
        options.setHost(first.getHostAddress());
        if (options.getPort() <= ANY_PORT && !others.isEmpty()) {
            options.setPort(freePort(first, others));
        }
        others.forEach(address -> listen(address, options));
    }

    private static List<InetAddress> own(String host) {
        try {
            return OwnAddresses.of(host);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("there was an address of " + host + " a moment ago", e);
        }
    }

    /** One that is free at all of the addresses. */
    private static int freePort(InetAddress first, List<InetAddress> others) {
        IllegalStateException none = new IllegalStateException("no port is free at all of the host's addresses");
        for (int i = 0; i < PORT_CHOICES; i++) {
            try (ServerSocket choice = new ServerSocket()) {
                choice.setReuseAddress(true);
                choice.bind(new InetSocketAddress(first, ANY_PORT));
                for (InetAddress other : others) {
                    OwnAddresses.requireFree(other, choice.getLocalPort());
                }
                return choice.getLocalPort();
            } catch (IOException e) {
                none.addSuppressed(e);
            }
        }
        throw none;
    }

    /** By as many threads as the framework listens with. */
    private void listen(InetAddress address, HttpServerOptions options) {
        HttpServerOptions there = new HttpServerOptions(options).setHost(address.getHostAddress());
        DeploymentOptions threads =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        try {
            String _ = vertx.deployVerticle(() -> new Listener(there), threads)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw Endpoint.https(there.getHost(), there.getPort())
                    .taken(address, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static final class Listener extends AbstractVerticle {

        private final HttpServerOptions options;

        Listener(HttpServerOptions options) {
            this.options = options;
        }

        @Override
        public void start(Promise<Void> listening) {
            vertx.createHttpServer(options)
                    .requestHandler(VertxHttpRecorder.getRootHandler())
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(listening);
        }
    }
}
