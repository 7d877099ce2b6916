package io.keywright.egress;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keywright.egress.EgressException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A request costs no more than it may, whatever the other side does. */
@Timeout(60)
class EgressTest {

    private static final int BODY = 1000;
    private static final Limits LIMITS = limits(Duration.ofSeconds(20));
    private static final Limits BRIEF = limits(Duration.ofMillis(500));

    private static Limits limits(Duration whole) {
        return new Limits(whole, whole, 1000, 10, BODY, 0);
    }

    /** The library takes a while to load, and that is not what is measured. */
    @BeforeAll
    static void load() throws Exception {
        get(RawServer.saying("HTTP/1.1 204 No Content\r\n\r\n"), LIMITS);
    }

    private static Egress egress(AddressRule rule, Limits limits) throws Exception {
        return new Egress(new GuardedLookup(rule), SSLContext.getDefault(), limits);
    }

    private static Reply get(String url, Limits limits) throws Exception {
        try (Egress egress = egress(AddressRule.ANY, limits)) {
            return egress.send(Request.get(Target.parse(url), Map.of("Accept", "text/plain")));
        }
    }

    private static Reply get(RawServer server, Limits limits) throws Exception {
        try (server) {
            return get(server.url("/"), limits);
        }
    }

    private static Reason refusal(RawServer server) {
        return refusal(server, LIMITS);
    }

    private static Reason refusal(RawServer server, Limits limits) {
        return catchThrowableOfType(EgressException.class, () -> get(server, limits))
                .reason();
    }

    /** With a brief limit; a longer one where the machine is too slow for the head to come within it. */
    private static Reply inTimeForTheHead(Supplier<RawServer> server) throws Exception {
        for (Duration limit = BRIEF.whole(); limit.compareTo(LIMITS.whole()) < 0; limit = limit.multipliedBy(2)) {
            try {
                return get(server.get(), limits(limit));
            } catch (EgressException e) {
                assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
            }
        }
        throw new AssertionError("no head came within " + LIMITS.whole());
    }

    private static void repeat(OutputStream out, String start, String again) throws IOException, InterruptedException {
        out.write(start.getBytes(US_ASCII));
        byte[] bytes = again.repeat(100).getBytes(US_ASCII);
        while (true) {
            out.write(bytes);
        }
    }

    private static void drip(OutputStream out, String start) throws IOException, InterruptedException {
        out.write(start.getBytes(US_ASCII));
        while (true) {
            out.write('a');
            out.flush();
            Thread.sleep(20);
        }
    }

    @Test
    void anAnswerComesWithStatusHeadersAndBody() throws Exception {
        try (RawServer server =
                RawServer.saying("HTTP/1.1 418 Teapot\r\nA: 1\r\na: 2\r\nContent-Length: 2\r\n\r\nhi")) {
            Reply reply = get(server.url("/a%20b?c=d"), LIMITS);
            assertThat(reply.status()).isEqualTo(418);
            assertThat(reply.header("A")).hasValue("1");
            assertThat(reply.header("B")).isEmpty();
            assertThat(reply.body()).asString(US_ASCII).isEqualTo("hi");
            assertThat(server.requests().getFirst())
                    .startsWith("GET /a%20b?c=d HTTP/1.1\n")
                    .contains("Host: localhost:" + server.port(), "Accept: text/plain", "User-Agent: keywright");
        }
    }

    @Test
    void whoHasLessTimeWaitsNoLonger() throws Exception {
        try (RawServer server = new RawServer(out -> drip(out, "HTTP/1.1 200 "));
                Egress egress = egress(AddressRule.ANY, LIMITS)) {
            Request request = Request.get(Target.parse(server.url("/")), Map.of());
            long began = System.nanoTime();
            assertThat(catchThrowableOfType(EgressException.class, () -> egress.send(request, Duration.ofMillis(300)))
                            .reason())
                    .isEqualTo(Reason.TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aRequestDoesNotPrintWhatMayBeSecret() {
        Map<String, String> headers = Map.of("Authorization", "hush");
        assertThat(Request.post(Target.parse("https://localhost/a"), headers, "hush".getBytes(US_ASCII)))
                .hasToString("POST https://localhost/a");
    }

    @Test
    void aStatusLineWithoutEndIsCutOff() {
        assertThat(refusal(new RawServer(out -> repeat(out, "HTTP/1.1 200 ", "a"))))
                .isEqualTo(Reason.TOO_LONG);
    }

    @Test
    void aHeaderLineWithoutEndIsCutOff() {
        assertThat(refusal(new RawServer(out -> repeat(out, "HTTP/1.1 200 OK\r\nA: ", "a"))))
                .isEqualTo(Reason.TOO_LONG);
    }

    @Test
    void headersWithoutEndAreCutOff() {
        assertThat(refusal(new RawServer(out -> repeat(out, "HTTP/1.1 200 OK\r\n", "A: a\r\n"))))
                .isEqualTo(Reason.TOO_LONG);
    }

    @Test
    void aFoldedHeaderWithoutEndIsCutOff() {
        assertThat(refusal(new RawServer(out -> repeat(out, "HTTP/1.1 200 OK\r\nA: a\r\n", " a\r\n"))))
                .isEqualTo(Reason.TOO_LONG);
    }

    @Test
    void emptyLinesWithoutEndAreCutOff() {
        assertThat(refusal(new RawServer(out -> repeat(out, "\r\n", "\r\n")))).isEqualTo(Reason.TOO_LONG);
    }

    @Test
    void interimAnswersWithoutEndAreLeftInTime() {
        assertThat(refusal(new RawServer(out -> repeat(out, "", "HTTP/1.1 103 Early\r\n\r\n")), BRIEF))
                .isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void silenceIsLeftInTime() {
        assertThat(refusal(new RawServer(out -> Thread.sleep(10_000)), BRIEF)).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void aHeadThatDripsIsLeftInTime() {
        long begun = System.nanoTime();
        assertThat(refusal(new RawServer(out -> drip(out, "HTTP/1.1 200 OK\r\nA: ")), BRIEF))
                .isEqualTo(Reason.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void ofABodyThatDripsTheHeadIsKnown() throws Exception {
        Reply reply = inTimeForTheHead(() -> new RawServer(out -> drip(out, "HTTP/1.1 200 OK\r\n\r\n")));
        assertThat(reply.status()).isEqualTo(200);
        assertThatThrownBy(reply::body).hasMessage(Reason.TIMEOUT.name());
    }

    @Test
    void ofABodyWithoutEndTheHeadIsKnown() throws Exception {
        Reply reply = get(new RawServer(out -> repeat(out, "HTTP/1.1 200 OK\r\n\r\n", "a")), LIMITS);
        assertThat(reply.status()).isEqualTo(200);
        assertThatThrownBy(reply::body).hasMessage(Reason.TOO_LONG.name());
    }

    /** What closes an answer may want to read it to its end. */
    @Test
    void chunksWithoutEndAreNotReadToTheirEnd() throws Exception {
        long begun = System.nanoTime();
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        Reply reply = get(new RawServer(out -> repeat(out, head, "1\r\na\r\n")), LIMITS);
        assertThatThrownBy(reply::body).hasMessage(Reason.TOO_LONG.name());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void aBodyMayBeAsLongAsAllowedAndNoLonger() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n";
        assertThat(get(RawServer.saying(head.formatted(BODY) + "a".repeat(BODY)), LIMITS)
                        .body())
                .hasSize(BODY);
        Reply longer = get(RawServer.saying(head.formatted(BODY + 1) + "a".repeat(BODY + 1)), LIMITS);
        assertThatThrownBy(longer::body).hasMessage(Reason.TOO_LONG.name());
    }

    @Test
    void aBodyThatEndsTooEarlyIsNone() throws Exception {
        Reply reply = get(RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi"), LIMITS);
        assertThatThrownBy(reply::body).hasMessage(Reason.BROKEN.name());
    }

    @Test
    void aChunkWhoseSizeHasNoEndIsCutOff() throws Exception {
        Reply reply = get(
                new RawServer(out -> repeat(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", "a")),
                LIMITS);
        assertThatThrownBy(reply::body).hasMessage(Reason.TOO_LONG.name());
    }

    @Test
    void trailersWithoutEndAreCutOff() throws Exception {
        Reply reply = get(
                new RawServer(
                        out -> repeat(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "A: a\r\n")),
                LIMITS);
        assertThatThrownBy(reply::body).hasMessage(Reason.TOO_LONG.name());
    }

    @Test
    void whatIsNotHttpIsBroken() {
        assertThat(refusal(RawServer.saying("SSH-2.0-OpenSSH\r\n"))).isEqualTo(Reason.BROKEN);
        assertThat(refusal(RawServer.saying(""))).isEqualTo(Reason.BROKEN);
    }

    @Test
    void nobodyThereIsUnreachable() throws Exception {
        int port;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nobody.getLocalPort();
        }
        assertThatThrownBy(() -> get("http://localhost:" + port + "/", LIMITS)).hasMessage(Reason.UNREACHABLE.name());
    }

    @Test
    void anAddressThatIsNotAllowedIsNotConnectedTo() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\n\r\n");
                Egress egress = egress(new PublicAddresses(List.of()), LIMITS)) {
            for (String host : List.of("localhost", "127.0.0.1", "[::1]", "127.1")) {
                Target target = Target.parse("http://" + host + ":" + server.port() + "/");
                assertThatThrownBy(() -> egress.send(Request.get(target, Map.of())))
                        .hasMessage(Reason.NO_ADDRESS.name());
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void anErrorWithinIsOutlived() throws Exception {
        AtomicBoolean failing = new AtomicBoolean(true);
        AddressRule rule = address -> {
            if (failing.get()) {
                throw new StackOverflowError("a test's");
            }
            return true;
        };
        try (RawServer server = RawServer.saying("HTTP/1.1 204 No Content\r\n\r\n");
                Egress egress = egress(rule, LIMITS)) {
            Request request = Request.get(Target.parse(server.url("/")), Map.of());
            assertThatThrownBy(() -> egress.send(request)).hasRootCauseInstanceOf(StackOverflowError.class);
            failing.set(false);
            assertThat(egress.send(request).status()).isEqualTo(204);
        }
    }

    @Test
    void anInterruptEndsItAtOnce() throws Exception {
        try (RawServer server = new RawServer(out -> Thread.sleep(30_000))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> get(server.url("/"), LIMITS)).isInstanceOf(InterruptedException.class);
        }
    }
}
