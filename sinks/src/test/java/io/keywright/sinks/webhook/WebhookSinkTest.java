package io.keywright.sinks.webhook;

import com.sun.net.httpserver.HttpServer;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.events.CloudEvents;
import io.keywright.core.events.EventSink;
import io.keywright.core.events.SigningSecrets;
import io.keywright.core.network.Network;
import io.keywright.testkit.events.EventSinkContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

class WebhookSinkTest implements EventSinkContract {

    @Override
    public Target target() throws IOException {
        return new Receiver();
    }

    private static final class Receiver implements Target {

        private static final List<Network> HERE = List.of(Network.parse("127.0.0.0/8"), Network.parse("::1"));

        private final List<String> arrived = new CopyOnWriteArrayList<>();
        private final HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final WebhookSinks sinks = new WebhookSinks(
                new WebhookRules(true, true, HERE, Optional.empty()), new CloudEvents("test"), Clock.systemUTC());
        private final EventSink sink;
        private volatile boolean failing;

        Receiver() throws IOException {
            http.createContext("/", exchange -> {
                try (exchange) {
                    if (!failing) {
                        arrived.add(exchange.getRequestHeaders().getFirst("webhook-id"));
                    }
                    exchange.sendResponseHeaders(failing ? 503 : 204, -1);
                }
            });
            http.start();
            sink = sinks.open(
                    "http://localhost:" + http.getAddress().getPort(),
                    () -> new SigningSecrets(SecretBytes.own(new byte[32]), Optional.empty()));
        }

        @Override
        public EventSink sink() {
            return sink;
        }

        @Override
        public List<String> arrived(int count) {
            return arrived;
        }

        @Override
        public void fail() {
            failing = true;
        }

        @Override
        public void recover() {
            failing = false;
        }

        @Override
        public void close() {
            sink.close();
            http.stop(0);
        }
    }
}
