package io.keywright.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Governance;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.JwksServer;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.TokenSite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** While a governance system's keys cannot be read, its approvals pass nothing; none of them is lost by that. */
@ExtendWith(TokenSite.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GovernanceKeysIT {

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final TokenSite site;
    private final Governance governance;
    private final Identity identity = Identity.ofNewTenant();
    private final Kms owner;

    GovernanceKeysIT(TokenSite site) {
        this.site = site;
        this.governance = new Governance(site.governance());
        this.owner = site.server().as(identity);
    }

    @Test
    void whereTheServerIsDown() throws InterruptedException {
        Waiting approval = new Waiting("absent");
        approval.isKept();
        try (JwksServer back = new JwksServer(site.portOfTheAbsent())) {
            back.publish("/keys", site.governance().jwkSet());
            approval.passesOnce();
        }
    }

    @Test
    void whereItAnswersGarbage() throws InterruptedException {
        site.jwks().publish("/garbled", "<html>no keys today</html>");
        Waiting approval = new Waiting("garbled");
        approval.isKept();
        site.jwks().publish("/garbled", site.governance().jwkSet());
        approval.passesOnce();
    }

    @Test
    void whereItsAnswerDoesNotEnd() throws InterruptedException {
        site.jwks().trickle("/stalled");
        Waiting approval = new Waiting("stalled");
        approval.isKept();
        site.jwks().publish("/stalled", site.governance().jwkSet());
        approval.passesOnce();
    }

    /** A good approval, signed with the main system's key, of a system whose key set is elsewhere. */
    private final class Waiting {

        private final String keyId = owner.create(
                        "Ed25519",
                        List.of("sign"),
                        "access_policy",
                        Body.of("allowed_modules", List.of("*"), "requires_approval", true))
                .expect(201)
                .text("key_id");
        private final Map<String, @Nullable Object> request = Body.of("key_id", keyId, "data", new byte[] {1});
        private final String token;

        Waiting(String system) {
            this.token = governance.token(Body.with(
                    governance.claims(identity, "sign", keyId, request), "iss", "https://" + system + ".test"));
        }

        private Reply sign() {
            return owner.post("/sign", Body.with(request, "approval_token", token));
        }

        private long signatures() {
            return owner.receipts("operation=signature_created&key_id=" + keyId).stream()
                    .filter(receipt ->
                            receipt.path("kms_context").path("success").asBoolean())
                    .count();
        }

        void isKept() {
            Reply reply = sign();

            assertThat(Refusal.of(reply, 503, "DEPENDENCY_UNAVAILABLE")
                            .path("dependency")
                            .asText())
                    .isEqualTo("token_issuer");
            assertThat(reply.header("Retry-After")).matches("[1-9]\\d*");
            assertThat(signatures()).isZero();
        }

        void passesOnce() throws InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            Reply reply = sign();
            while (reply.status() == 503 && System.nanoTime() < end) {
                Thread.sleep(200);
                reply = sign();
            }
            reply.expect(200);
            Refusal.of(sign(), 403, "POLICY_VIOLATION", "approval_spent");
            assertThat(signatures()).isEqualTo(1);
        }
    }
}
