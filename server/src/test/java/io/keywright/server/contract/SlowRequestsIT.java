package io.keywright.server.contract;

import static io.keywright.server.contract.RawCaller.HOST;
import static io.keywright.server.contract.RawCaller.SIGN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.RawConnection;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that come slowly, or not to their end, have their own share of time and memory, and no more. */
@Served(
        value = {"keywright.http.head-timeout=PT5S", "keywright.http.body-timeout=PT5S"},
        alone = true)
class SlowRequestsIT {

    private final Installation server;
    private final RawCaller caller;

    SlowRequestsIT(Installation server) {
        this.server = server;
        this.caller = new RawCaller(server);
    }

    @AfterEach
    void theServerStillServes() {
        caller.isServed();
        assertThat(server.log()).doesNotContain("internal_error", "OutOfMemoryError", "\tat ");
    }

    @Test
    void aBodyThatDripsIsGivenUp() throws IOException {
        try (RawConnection connection = caller.connect()) {
            connection.write(SIGN + "Content-Length: 1000\r\n\r\n{");
            Thread drip = drip(connection, "x");

            Refusal.of(connection.reply(), 408, "INVALID_REQUEST", "too_slow");
            assertThat(catchThrowable(connection::reply)).isInstanceOf(IOException.class);
            drip.interrupt();
        }
    }

    @Test
    void aHeadThatDripsIsGivenUp() throws IOException {
        try (RawConnection connection = caller.connect()) {
            connection.write("GET /kms/v1/health HTTP/1.1\r\n" + HOST + "X: ");
            Thread drip = drip(connection, "x");

            Refusal.of(connection.reply(), 408, "INVALID_REQUEST", "too_slow");
            assertThat(catchThrowable(connection::reply)).isInstanceOf(IOException.class);
            drip.interrupt();
        }
    }

    @Test
    void theNextHeadHasItsOwnTime() throws Exception {
        try (RawConnection connection = caller.connect()) {
            for (int i = 0; i < 3; i++) {
                connection.write("GET /kms/v1/health HTTP/1.1\r\n" + HOST + "\r\n");
                connection.reply().expect(200);
                Thread.sleep(2000);
            }
            connection.write("GET /kms/v1/health HTTP/1.1\r\n");
            Refusal.of(connection.reply(), 408, "INVALID_REQUEST", "too_slow");
        }
    }

    @Test
    void unfinishedBodiesOfOneCallerTakeNobodyElsesPlace() throws Exception {
        List<RawConnection> unfinished = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                unfinished.add(caller.connect()
                        .write(SIGN + "Content-Length: 1000000\r\n\r\n" + "x".repeat(1000))
                        .write(new byte[200_000]));
            }
            Kms other = server.asNewTenant();
            String key = other.newKey("Ed25519");
            other.sign(key, new byte[500_000]).expect(200);
            for (RawConnection connection : unfinished.subList(0, 5)) {
                assertThat(connection.reply().status()).isIn(408, 429, 503);
            }
        } finally {
            for (RawConnection connection : unfinished) {
                connection.close();
            }
        }
    }

    @Test
    void aClientThatGoesAwayLeavesAQuietLineAndItsOwnCount() {
        double before = abandoned();
        for (int i = 0; i < 20; i++) {
            try (RawConnection connection = caller.connect()) {
                connection.write(SIGN + "Content-Length: 1000\r\n\r\n{");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        Eventually.passes(() -> assertThat(abandoned()).isEqualTo(before + 20));
    }

    @Test
    void whatComesAfterARefusalIsNotReadForLong() throws IOException {
        try (RawConnection connection = caller.connect()) {
            connection.write(SIGN + "Content-Length: 99999999\r\n\r\n");
            Reply reply = connection.reply();
            Refusal.of(reply, 413, "INVALID_REQUEST", "too_large");
            assertThat(reply.header("Connection")).isEqualTo("close");
            AtomicReference<Integer> written = new AtomicReference<>(0);
            Throwable end = catchThrowable(() -> {
                for (int i = 0; i < 95; i++) {
                    connection.write(new byte[1 << 20]);
                    written.set(i);
                }
            });
            assertThat(end).isInstanceOf(IOException.class);
            assertThat(written.get()).isLessThan(20);
        }
    }

    @Test
    void nineMegabytesInChunksAreRefusedInTheContractsForm() throws IOException {
        try (RawConnection connection = caller.connect()) {
            connection
                    .write(SIGN + "Transfer-Encoding: chunked\r\n\r\n900000\r\n")
                    .writeWhatIsTaken(new byte[9 << 20]);
            Refusal.of(connection.reply(), 413, "INVALID_REQUEST", "too_large");
        }
    }

    @Test
    void badChunksAreRefusedInTheContractsForm() throws IOException {
        try (RawConnection connection = caller.connect()) {
            connection.write(SIGN + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n");
            Refusal.of(connection.reply(), 400, "INVALID_REQUEST", "bad_http_request");
        }
    }

    @Test
    void whoExpectsToBeAskedIsAsked() throws IOException {
        String body = Body.json(Body.of("key_id", caller.keyId(), "data", new byte[3]));
        try (RawConnection connection = caller.connect()) {
            connection.write(SIGN + "Expect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n");
            assertThat(connection.reply(0).status()).isEqualTo(100);
            connection.write(body.getBytes(ISO_8859_1));
            connection.reply().expect(200);
        }
        try (RawConnection connection = caller.connect()) {
            connection.write(SIGN + "Expect: nonsense\r\nContent-Length: 2\r\n\r\n{}");
            Refusal.of(connection.reply(), 417, "INVALID_REQUEST");
        }
    }

    private double abandoned() {
        return server.metrics("Accept", "text/plain")
                .lines()
                .filter(line -> line.startsWith("kms_requests_abandoned_total "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ", 2)[1]))
                .findFirst()
                .orElse(0);
    }

    private static Thread drip(RawConnection connection, String drop) {
        return Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Thread.sleep(100);
                    connection.write(drop);
                }
            } catch (IOException | InterruptedException gone) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
