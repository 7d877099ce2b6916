package io.keywright.cli.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.SharedServer;
import io.keywright.cli.kms.ClientsShowCertificates;
import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.TrustBundleNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.pki.DevelopmentPki;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trust sync --watch} follows a service that lets it wait. */
class WatchTest {

    private static final String ORIGIN = "ledger.test";
    private static final String PLACE = "/kms/v1/trust-bundles/tenant";

    @TempDir
    private Path data = Path.of("");

    private final CountDownLatch second = new CountDownLatch(1);
    private final CountDownLatch third = new CountDownLatch(1);
    private final BlockingQueue<Object> reported = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();

    @Test
    void putsEachVersionInPlaceAsItComesAndSaysSo() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        NoteSigner ledger = NoteSigner.of(VerifierKey.of(ORIGIN, pair.getPublic()), pair.getPrivate());
        HttpsServer service = HttpsServer.create(new InetSocketAddress("localhost", 0), 0);
        service.setHttpsConfigurator(new ClientsShowCertificates(DevelopmentPki.ensure(data)));
        service.createContext(PLACE, exchange -> bundle(exchange, ledger));
        service.createContext(PLACE + "/held", this::held);
        service.setExecutor(Thread::startVirtualThread);
        service.start();
        try {
            Files.writeString(
                    data.resolve("ready"),
                    "https://localhost:%d\n".formatted(service.getAddress().getPort()));
            FutureTask<CapturedTerminal> run = new FutureTask<>(() -> watch(ledger));
            Thread watching = Thread.ofPlatform().daemon().start(run);
            assertThat(reported.poll(10, TimeUnit.SECONDS)).isEqualTo(7);
            assertThat(waiting.poll(10, TimeUnit.SECONDS)).isEqualTo("\"7.pem\" format=pem&wait=25s");
            second.countDown();
            assertThat(reported.poll(10, TimeUnit.SECONDS)).isEqualTo(9);
            assertThat(waiting.poll(10, TimeUnit.SECONDS)).startsWith("\"9.pem\"");
            watching.interrupt();
            assertThat(run.get(10, TimeUnit.SECONDS).output())
                    .contains("Version 7 of demo/dev/tenant is in", "Version 9 is in place.");
        } finally {
            service.stop(0);
        }
        assertThat(data.resolve("files/trust.pem")).hasContent("second");
        assertThat(data.resolve("files/ran")).hasContent("firstsecond");
    }

    /** Until it is interrupted. */
    private CapturedTerminal watch(NoteSigner ledger) {
        return SharedServer.run(
                1,
                "trust",
                "sync",
                data.resolve("files").toString(),
                "--watch",
                "--ledger-key",
                ledger.verifierKey().toString(),
                "--hook",
                "cat trust.pem >> ran",
                "--data",
                data.toString());
    }

    /** The first version at once; the second to who has the first and waits, once there is one; there never is a third. */
    private void bundle(HttpExchange exchange, NoteSigner ledger) throws IOException {
        String known = exchange.getRequestHeaders().getFirst("If-None-Match");
        try (exchange) {
            if (known != null) {
                waiting.add(known + " " + exchange.getRequestURI().getQuery());
                second.await();
            }
            if (known != null && known.startsWith("\"9")) {
                third.await();
            }
            byte[] bytes = (known == null ? "first" : "second").getBytes(UTF_8);
            TrustBundleNote note = new TrustBundleNote(
                    ORIGIN, known == null ? 7 : 9, "demo", "dev", "tenant", "pem", Hash.of(Sha256.of(bytes)));
            exchange.getResponseHeaders()
                    .set(
                            "X-Trust-Bundle-Note",
                            Base64.getEncoder()
                                    .encodeToString(SignedNote.sign(note.text(), ledger)
                                            .toString()
                                            .getBytes(UTF_8)));
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void held(HttpExchange exchange) throws IOException {
        try (exchange) {
            reported.add(Objects.requireNonNull(
                    JSON.std.mapFrom(exchange.getRequestBody().readAllBytes()).get("version")));
            byte[] answer = "{}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
