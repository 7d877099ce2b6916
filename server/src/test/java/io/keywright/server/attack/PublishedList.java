package io.keywright.server.attack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A place on this machine where an authority publishes its list of revoked certificates. */
final class PublishedList implements AutoCloseable {

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private volatile byte[] list = {};

    PublishedList() throws IOException {
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] now = list;
                exchange.sendResponseHeaders(200, now.length);
                exchange.getResponseBody().write(now);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/list.crl";
    }

    void replace(byte[] now) {
        list = now;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
