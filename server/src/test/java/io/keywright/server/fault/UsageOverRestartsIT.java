package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Midnight;
import io.keywright.server.harness.NoAnswer;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Together;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Uses of a key are counted exactly, however often the server ends, and in whatever way. */
class UsageOverRestartsIT {

    private static final int LIMIT = 300;
    private static final int CALLERS = 8;

    @Test
    void aKeyIsUsedExactlyAsOftenAsAllowed() throws Exception {
        Midnight.stayClearOf();
        try (Installation server = Installation.start(Map.of())) {
            Kms kms = server.as(Identity.ofNewTenant());
            Object policy = Body.of("allowed_modules", List.of("M21"), "max_usage_per_day", LIMIT);
            String keyId = kms.newKey("AES-256", "access_policy", policy);
            AtomicInteger served = new AtomicInteger();

            Together.run(
                    CALLERS + 1, i -> i == 0 ? killOnceServed(server, served) : useUntilNoAnswer(kms, keyId, served));
            server.start();
            use(kms, keyId, 10).forEach(reply -> reply.expect(200));
            assertThat(server.stop()).isIn(0, 143);
            server.start();
            Together.run(CALLERS, i -> use(kms, keyId, LIMIT / CALLERS));

            Refusal.of(kms.encrypt(keyId, new byte[1]), 429, "RATE_LIMITED", "daily_usage");
            assertThat(uses(kms, keyId)).isEqualTo(LIMIT);
            server.kill();
            server.start();
            Refusal.of(kms.encrypt(keyId, new byte[1]), 429, "RATE_LIMITED", "daily_usage");
        }
    }

    private static int killOnceServed(Installation server, AtomicInteger served) {
        while (served.get() < LIMIT / 6) {
            Thread.onSpinWait();
        }
        server.kill();
        return 0;
    }

    private static int useUntilNoAnswer(Kms kms, String keyId, AtomicInteger served) {
        try {
            while (true) {
                if (kms.encrypt(keyId, new byte[1]).status() == 200) {
                    served.incrementAndGet();
                }
            }
        } catch (NoAnswer killed) {
            return 0;
        }
    }

    private static List<Reply> use(Kms kms, String keyId, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> kms.encrypt(keyId, new byte[1]))
                .toList();
    }

    /** How many uses the ledger knows. */
    private static long uses(Kms kms, String keyId) {
        List<JsonNode> receipts = kms.receipts("operation=encrypt&limit=1000&key_id=" + keyId);
        assertThat(receipts).as("all on one page").hasSizeLessThan(1000);
        return receipts.stream()
                .filter(receipt -> receipt.path("kms_context").path("success").booleanValue())
                .count();
    }
}
