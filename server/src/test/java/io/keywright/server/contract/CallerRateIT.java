package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import io.keywright.server.harness.Together;
import io.keywright.server.harness.TokenSite;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each caller is held to its rate, whatever it calls and whatever it sends. */
@Served({"keywright.limits.caller-rate=1", "keywright.limits.caller-burst=10"})
class CallerRateIT {

    private static final int BURST = 10;
    private static final int CALLS = 60;
    private static final int RECEIPTS = 50;
    private static final int RECEIPTS_PER_SECOND = 5;

    /** What tells of other persons and places where somebody believes it. */
    private static final Map<String, String> FORGED = Map.of(
            "X-Forwarded-For", "203.0.113.7",
            "Forwarded", "for=203.0.113.7",
            "X-Real-IP", "203.0.113.7",
            "X-Request-Id", "01a2005d-43f7-7000-8b3f-d0eab9f25f47",
            "X-Tenant-Id", "another",
            "X-Module-Id", "M99",
            "User-Agent", "another");

    private final Installation server;

    CallerRateIT(Installation server) {
        this.server = server;
    }

    private record Outcome(List<Reply> replies, long seconds) {

        static Outcome of(IntFunction<Reply> call) {
            return of(CALLS, call);
        }

        static Outcome of(int calls, IntFunction<Reply> call) {
            long start = System.nanoTime();
            List<Reply> replies = Together.run(calls, call);
            return new Outcome(replies, (System.nanoTime() - start) / 1_000_000_000);
        }

        List<Reply> refused() {
            return replies.stream().filter(reply -> reply.status() == 429).toList();
        }

        void holdsToTheRate() {
            int served = replies.size() - refused().size();
            assertThat((long) served).isBetween((long) BURST, BURST + seconds + 1);
            assertThat(refused()).isNotEmpty();
        }
    }

    @Test
    void aCallerIsServedABurstAndThenItsRate() throws InterruptedException {
        Kms kms = server.asNewTenant();
        Outcome outcome = Outcome.of(i -> kms.get("/keys?limit=1"));

        outcome.holdsToTheRate();
        for (Reply reply : outcome.refused()) {
            JsonNode details = Refusal.of(reply, 429, "RATE_LIMITED", "caller_rate");
            assertThat(details.path("limit").intValue()).isEqualTo(1);
            assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 60);
        }
        Thread.sleep(1100);
        kms.get("/keys?limit=1").expect(200);
    }

    @Test
    void aRefusalLeavesAReceiptAndTouchesNoOtherCaller() {
        Identity identity = Identity.ofNewTenant();
        Kms kms = server.as(identity);
        Outcome outcome = Outcome.of(i -> kms.sign("alias/nothing", new byte[1]));
        outcome.holdsToTheRate();
        String receiptId = Refusal.of(outcome.refused().getFirst(), 429, "RATE_LIMITED")
                .path("receipt_id")
                .asText();

        JsonNode receipt = server.as(identity.asModule("M7"))
                .get("/receipts/" + receiptId)
                .expect(200)
                .json();
        assertThat(receipt.path("operation").asText()).isEqualTo("signature_created");
        assertThat(receipt.path("requesting_module").asText()).isEqualTo("M21");
        assertThat(receipt.path("kms_context").path("success").booleanValue()).isFalse();
        assertThat(receipt.path("kms_context").path("error_code").asText()).isEqualTo("RATE_LIMITED");
    }

    @Test
    void callsOfAllKindsAreCountedTogether() {
        Kms kms = server.asNewTenant();
        List<String> paths = List.of("/keys", "/receipts", "/ledger/checkpoint", "/config");
        Outcome.of(i -> kms.get(paths.get(i % paths.size()))).holdsToTheRate();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /metrics",
        "GET, /openapi",
        "GET, /nowhere",
        "OPTIONS, /sign",
        "PUT, /sign",
        "POST, /sign",
        "DELETE, /health",
        "GET, //",
    })
    void whateverBecomesOfACallItCounts(String method, String path) {
        Kms kms = server.asNewTenant();
        Outcome.of(i -> kms.send(request -> request.uri(kms.uri("/kms/v1" + path))
                        .header("Content-Type", "text/plain")
                        .method(method, BodyPublishers.noBody())))
                .holdsToTheRate();
    }

    @Test
    void aTokenThatIsRefusedCountsForTheCertificateThatItCameWith() {
        Kms kms = server.asNewTenant();
        Outcome.of(i -> TokenSite.whoami(kms, "Bearer a.b.c")).holdsToTheRate();
    }

    @Test
    void onlySoManyRefusalsLeaveAReceipt() {
        Kms kms = server.asNewTenant();
        Outcome outcome = Outcome.of(5 * CALLS, i -> kms.sign("alias/nothing", new byte[1]));
        long recorded = outcome.refused().stream()
                .filter(reply -> reply.json().path("details").has("receipt_id"))
                .count();

        assertThat(recorded).isBetween((long) RECEIPTS, RECEIPTS + RECEIPTS_PER_SECOND * (outcome.seconds() + 1));
        assertThat(outcome.refused()).hasSizeGreaterThan(2 * RECEIPTS);
    }

    @Test
    void nothingThatACallerSendsMakesItAnother() {
        Kms kms = server.asNewTenant();
        Outcome.of(i -> forged(kms, i)).holdsToTheRate();
    }

    private static Reply forged(Kms kms, int i) {
        return kms.send(request -> {
            FORGED.forEach((name, value) -> request.header(name, value + i));
            return request.uri(kms.uri("/kms/v1/sign"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(
                            Body.json(Body.of("tenant_id", "t" + i, "key_id", "alias/k" + i, "data", new byte[1]))));
        });
    }
}
