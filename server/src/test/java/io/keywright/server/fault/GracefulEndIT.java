package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.RawConnection;
import io.keywright.server.harness.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A server that is told to end answers what it has taken in, and forgets nothing that it acknowledged: after so many answers as the
 * property {@code end.answers} says; {@code make test-end} waits for ten thousand.
 */
class GracefulEndIT {

    private static final int ANSWERS = Integer.getInteger("end.answers", 50);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MANAGEMENT = Pattern.compile("event=started .* management=([\\d.:a-f\\[\\]]+)[, ]");

    @Test
    void underLoadEveryRequestIsAnsweredAndEveryAnswerIsInTheLedger() throws Exception {
        try (Installation server =
                Installation.start(Map.of("keywright.management.port", "0", "keywright.shutdown.delay", "PT4S"))) {
            Witness witness = new Witness(server.as(Identity.of("witness")));
            assertThat(probe(server, "started").statusCode()).isEqualTo(200);
            assertThat(probe(server, "ready").statusCode()).isEqualTo(200);
            assertThat(probe(server, "metrics").statusCode()).isEqualTo(404);
            Parting clients = Parting.from(server);
            Eventually.passes(() -> assertThat(clients.acknowledged()).isGreaterThan(ANSWERS));
            int before = clients.acknowledged();

            try (RawConnection slow = clients.connect().write(clients.head())) {
                server.tellToEnd();
                Eventually.passes(
                        () -> assertThat(probe(server, "ready").body()).contains("stopping"));
                clients.sendElsewhere();
                assertThat(probe(server, "live").statusCode()).isEqualTo(200);
                Reply late = slow.write(clients.body()).reply().expect(200);
                clients.acknowledged(late);
            }

            List<Ledgered.Promise> acknowledged = clients.end();
            assertThat(server.awaitEnd()).isZero();
            assertThat(clients.cut()).isEmpty();
            assertThat(server.log()).contains("event=stopping", "event=stopped").doesNotContain("\tat ");
            Audit.of(server.data(), witness.key()).findsAll(acknowledged);
            System.out.printf(
                    "SIGTERM under load: %d receipts were acknowledged, %d of them after it: all are there, and no request was cut off%n",
                    acknowledged.size(), acknowledged.size() - before);

            theSecondSignalEndsItAtOnce(server);
        }
    }

    private static void theSecondSignalEndsItAtOnce(Installation server) throws IOException {
        Path log = server.data().resolveSibling("json.log");
        Map<String, String> json = Map.of("keywright.log.format", "json", "keywright.log.slow", "PT0.000001S");
        server.start(server.launch().with(json).loggingTo(log));
        Parting clients = Parting.from(server);
        try (RawConnection held = clients.connect().write(clients.head())) {
            Eventually.passes(() -> assertThat(events(server)).contains("started", "slow_request"));
            server.tellToEnd();
            Eventually.passes(() -> assertThat(events(server)).contains("stopping"));
            server.tellToEnd();
            assertThat(server.awaitEnd()).isEqualTo(143);
            assertThat(held).isNotNull();
        }
        clients.end();
    }

    /** Of all lines that are complete, which are JSON. */
    private static List<String> events(Installation server) {
        String log = server.log();
        return log.substring(0, log.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> {
                    try {
                        return JSON.readTree(line).path("event").asText("none");
                    } catch (JsonProcessingException e) {
                        throw new AssertionError(line, e);
                    }
                })
                .toList();
    }

    private static HttpResponse<String> probe(Installation server, String name) {
        Matcher management = MANAGEMENT.matcher(server.log());
        assertThat(management.find()).as(server.log()).isTrue();
        String path = name.equals("metrics") ? "/metrics" : "/health/" + name;
        URI uri = URI.create("http://" + management.group(1) + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer of " + uri, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
