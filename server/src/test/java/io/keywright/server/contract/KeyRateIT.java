package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import io.keywright.server.harness.Together;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each key is held to its rate, whoever uses it and by whatever name. */
@Served({"keywright.limits.key-rate=1", "keywright.limits.key-burst=10"})
class KeyRateIT {

    private static final int BURST = 10;

    private final Kms kms;
    private final Kms colleague;

    KeyRateIT(Installation server) {
        Identity identity = Identity.ofNewTenant();
        this.kms = server.as(identity);
        this.colleague = server.as(identity.asModule("M7"));
    }

    @Test
    void aKeyIsUsedABurstAndThenItsRate() {
        Object everybody = Body.of("allowed_modules", List.of("*"));
        String keyId = kms.newKey("AES-256", "access_policy", everybody, "key_alias", "busy");
        long start = System.nanoTime();
        List<Reply> replies = Together.run(
                60, i -> (i % 2 == 0 ? kms : colleague).encrypt(i % 3 == 0 ? "alias/busy" : keyId, new byte[1]));
        long seconds = (System.nanoTime() - start) / 1_000_000_000;

        List<Reply> refused =
                replies.stream().filter(reply -> reply.status() == 429).toList();
        assertThat(refused).isNotEmpty();
        assertThat((long) replies.size() - refused.size()).isBetween((long) BURST, BURST + seconds + 1);
        for (Reply reply : refused) {
            assertThat(Refusal.of(reply, 429, "RATE_LIMITED", "key_rate")
                            .path("limit")
                            .intValue())
                    .isEqualTo(1);
            assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 60);
        }
        kms.encrypt(kms.newKey("AES-256"), new byte[1]).expect(200);
    }

    @Test
    void aModuleThatMayNotUseTheKeyCannotSpendItsRate() {
        String keyId = kms.newKey("AES-256");
        Together.run(30, i -> Refusal.of(colleague.encrypt(keyId, new byte[1]), 403, "POLICY_VIOLATION"));

        kms.encrypt(keyId, new byte[1]).expect(200);
    }
}
