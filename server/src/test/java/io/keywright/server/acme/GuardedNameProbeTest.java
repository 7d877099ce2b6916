package io.keywright.server.acme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keywright.core.acme.NameProbe.Unanswered;
import io.keywright.core.network.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What servers answer to challenges, and where nobody is led. */
class GuardedNameProbeTest {

    private static final List<Network> LOOPBACK = List.of(Network.parse("127.0.0.0/8"), Network.parse("::1/128"));

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void serve(String path, int status, String body, String location) {
        server.createContext(path, exchange -> answer(exchange, status, body, location));
    }

    private static void answer(HttpExchange exchange, int status, String body, String location) throws IOException {
        if (!location.isEmpty()) {
            exchange.getResponseHeaders().add("Location", location);
        }
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String read(List<Network> allowed) throws Exception {
        return new GuardedNameProbe(allowed, SSLContext.getDefault(), port()).read("localhost", "token");
    }

    private void refused(List<Network> allowed, String said) {
        assertThatThrownBy(() -> read(allowed)).isInstanceOf(Unanswered.class).hasMessageContaining(said);
    }

    @Test
    void readsTheAnswerToTheChallenge() throws Exception {
        serve("/.well-known/acme-challenge/token", 200, "token.print", "");
        assertThat(read(LOOPBACK)).isEqualTo("token.print");
    }

    @Test
    void asksNoPrivateAddressUnlessTheOperatorAllowsIt() {
        serve("/.well-known/acme-challenge/token", 200, "token.print", "");
        refused(List.of(), "no address, or one that this service may not ask");
    }

    @Test
    void followsARedirectOnTheSamePort() throws Exception {
        serve("/.well-known/acme-challenge/token", 302, "", "/elsewhere");
        serve("/elsewhere", 200, "token.print", "");
        assertThat(read(LOOPBACK)).isEqualTo("token.print");
    }

    @Test
    void isLedToNoOtherPortSchemeOrPlace() {
        serve("/.well-known/acme-challenge/token", 302, "", "http://localhost:1/secret");
        refused(LOOPBACK, "redirected to something else than plain HTTP on port " + port());
        server.removeContext("/.well-known/acme-challenge/token");
        serve("/.well-known/acme-challenge/token", 301, "", "https://localhost:" + port() + "/secret");
        refused(LOOPBACK, "redirected to something else");
        server.removeContext("/.well-known/acme-challenge/token");
        serve("/.well-known/acme-challenge/token", 307, "", "file:///etc/passwd");
        refused(LOOPBACK, "redirected to something else");
        server.removeContext("/.well-known/acme-challenge/token");
        serve("/.well-known/acme-challenge/token", 307, "", "http://169.254.169.254:" + port() + "/latest");
        refused(LOOPBACK, "no address, or one that this service may not ask");
    }

    @Test
    void doesNotGoRoundInCircles() {
        serve("/.well-known/acme-challenge/token", 302, "", "/.well-known/acme-challenge/token");
        refused(LOOPBACK, "redirected more than 3 times");
    }

    @Test
    void readsNoMoreThanAChallengeTakes() {
        serve("/.well-known/acme-challenge/token", 200, "x".repeat(1025), "");
        refused(LOOPBACK, "more than a challenge takes");
    }

    @Test
    void saysWhatItSaw() {
        serve("/.well-known/acme-challenge/token", 404, "secret", "");
        refused(LOOPBACK, "answered with status 404");
        server.stop(0);
        refused(LOOPBACK, "takes no connections");
    }
}
