package io.keywright.providers.aws;

import static io.keywright.providers.aws.AwsFixture.SECRET;
import static io.keywright.providers.aws.AwsFixture.fault;
import static io.keywright.providers.aws.AwsFixture.in;
import static io.keywright.testkit.provider.RootProviderContract.BINDING;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.trace.Spans;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.trace.KnownSpan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One that answers late, too much, nonsense, or not at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileAwsTest {

    private static final Duration SLACK = Duration.ofSeconds(2);

    private final CountDownLatch end = new CountDownLatch(1);
    private Path credentials;
    private AwsWire wire;
    private AwsRootProvider provider;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        wire = new AwsWire();
        credentials = AwsFixture.credentials(folder.resolve("credentials"), "AKIAEXAMPLE", SECRET);
        provider = new AwsRootProvider("aws", AwsFixture.settings(wire.endpoint(), credentials, AwsFixture.ARN));
        wire.does(AwsWire.fails(400, "NotFoundException"));
        fault(() -> key().describe(in(30_000)));
    }

    @AfterAll
    void stop() {
        end.countDown();
        provider.close();
        wire.close();
    }

    private ProviderKey key() throws RootProviderException {
        return provider.open(ProviderKeyReference.DEFAULT);
    }

    private Reason unwrapping(long millis) {
        return fault(() -> key().unwrap(new byte[100], BINDING, in(millis))).reason();
    }

    private void isUnreachableInTime(ProviderKey key) {
        long begun = System.nanoTime();
        assertThat(fault(() -> key.unwrap(new byte[100], BINDING, in(200))).reason())
                .isEqualTo(Reason.UNREACHABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SLACK);
    }

    @Test
    void isNotAwaitedLongerThanTheDeadline() throws Exception {
        wire.does((exchange, body) -> end.await());
        isUnreachableInTime(key());
    }

    @Test
    void mayNotDripItsAnswer() throws Exception {
        wire.does((exchange, body) -> {
            exchange.sendResponseHeaders(200, 1000);
            while (!end.await(50, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        });
        isUnreachableInTime(key());
    }

    /** Its queue of connections is full, so that the next one waits in the midst of connecting. */
    @Test
    void mayNotLetConnectionsWait() throws Exception {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                AwsRootProvider waiting = at(full.getLocalPort())) {
            for (int i = 0; i < 3; i++) {
                Socket socket = new Socket();
                queue.add(socket);
                Thread.ofVirtual().start(() -> connect(socket, full));
            }
            isUnreachableInTime(waiting.open(ProviderKeyReference.DEFAULT));
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    private static void connect(Socket socket, ServerSocket server) {
        try {
            socket.connect(server.getLocalSocketAddress());
        } catch (IOException e) {
            // It is over.
        }
    }

    private AwsRootProvider at(int port) {
        return new AwsRootProvider(
                "aws", AwsFixture.settings(URI.create("http://127.0.0.1:" + port), credentials, AwsFixture.ARN));
    }

    @Test
    void mayBeAway() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (AwsRootProvider nobody = at(port)) {
            ProviderKey key = nobody.open(ProviderKeyReference.DEFAULT);
            assertThat(fault(() -> key.unwrap(new byte[100], BINDING, in(10_000)))
                            .reason())
                    .isEqualTo(Reason.UNREACHABLE);
        }
    }

    @Test
    void isAskedOnceAlsoIfItHangsUp() {
        wire.does((exchange, body) -> {});
        int before = wire.requests().size();
        assertThat(unwrapping(10_000)).isEqualTo(Reason.UNREACHABLE);
        assertThat(wire.requests()).hasSize(before + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 500})
    void isNotReadToItsEndIfThatIsFar(int status) {
        wire.does((exchange, body) -> flood(exchange, status));
        assertThat(unwrapping(20_000)).isIn(Reason.UNREACHABLE, Reason.UNKNOWN);
    }

    private static void flood(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        byte[] much = new byte[64 * 1024];
        for (int i = 0; i < 10_000; i++) {
            exchange.getResponseBody().write(much);
        }
        throw new AssertionError("600 MB were read");
    }

    @Test
    void leadsNobodyElsewhere() throws Exception {
        try (AwsWire elsewhere = new AwsWire()) {
            wire.does((exchange, body) -> {
                exchange.getResponseHeaders()
                        .set("Location", elsewhere.endpoint().toString());
                exchange.sendResponseHeaders(307, -1);
            });
            assertThat(unwrapping(10_000)).isEqualTo(Reason.WRONG_ENDPOINT);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Plaintext\":\"AAAA\"}",
                "{\"KeyId\":\"" + AwsFixture.ARN + "\"}",
                "{\"Plaintext\":\"AAAA\",\"KeyId\":\"" + AwsFixture.OTHER_ARN + "\"}",
                "{\"Plaintext\":\"AAAA\",\"KeyId\":\"alias/keywright\"}"
            })
    void isNotBelievedIfItsAnswerIsNotWhole(String answer) {
        wire.does(AwsWire.says(200, answer));
        assertThat(unwrapping(10_000)).isEqualTo(Reason.ALTERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[]", "{\"Plaintext\":7}", "{\"Plaintext\":\"*\"}", "\u0000"})
    void maySayNonsense(String answer) {
        wire.does(AwsWire.says(200, answer));
        assertThat(unwrapping(10_000)).isIn(Reason.ALTERED, Reason.UNKNOWN, Reason.UNREACHABLE);
    }

    @Test
    void isShownKeyAndBindingInEveryRequestAndNothingElseOfThem() throws Exception {
        wire.does(AwsWire.says(200, "{\"Plaintext\":\"AAAA\",\"KeyId\":\"" + AwsFixture.ARN + "\"}"));
        wire.requests().clear();
        key().unwrap(new byte[] {1}, BINDING, in(10_000)).close();
        assertThat(wire.requests())
                .singleElement()
                .asString()
                .contains("\"KeyId\":\"" + AwsFixture.ARN + "\"")
                .contains("\"keywright:tenant\":\"acme\"")
                .containsPattern("\"keywright:binding\":\"[A-Za-z0-9_-]{43}\"");
    }

    @Test
    void isToldTheTraceIfThereIsOne() throws Exception {
        wire.does(AwsWire.says(200, "{\"Plaintext\":\"AAAA\",\"KeyId\":\"" + AwsFixture.ARN + "\"}"));
        wire.traceParents().clear();
        key().unwrap(new byte[] {1}, BINDING, in(10_000)).close();
        assertThat(wire.traceParents()).isEmpty();
        Spans.within(KnownSpan.SPAN, () -> key().unwrap(new byte[] {1}, BINDING, in(10_000)))
                .close();
        assertThat(wire.traceParents()).containsExactly(KnownSpan.TRACE_PARENT);
    }
}
