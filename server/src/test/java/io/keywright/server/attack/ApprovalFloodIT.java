package io.keywright.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Asking;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import io.keywright.server.harness.Together;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nobody drowns the approvers of a tenant in requests, or the store in rows; another tenant does not notice. */
@Served({"keywright.approvals.required-operations=revoke", "keywright.approvals.max-pending=3"})
class ApprovalFloodIT {

    private static final Map<String, @Nullable Object> REQUEST = Body.of("key_type", "Ed25519");
    private static final int MOST = 3;

    private final Installation server;

    ApprovalFloodIT(Installation server) {
        this.server = server;
    }

    private static Reply ask(Kms kms) {
        return new Asking(kms).ask("generate", null, REQUEST);
    }

    private static long passed(Kms kms) {
        return Together.run(4 * MOST, i -> ask(kms).status()).stream()
                .filter(status -> status == 201)
                .count();
    }

    @Test
    void ofManyAtOnceOnlySoManyPass() {
        Kms kms = server.asNewTenant();

        List<Reply> replies = Together.run(4 * MOST, i -> ask(kms));

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(MOST);
        for (Reply refused :
                replies.stream().filter(reply -> reply.status() != 201).toList()) {
            JsonNode details = Refusal.of(refused, 429, "RATE_LIMITED", "pending_approvals");
            assertThat(details.path("limit").asInt()).isEqualTo(MOST);
            assertThat(refused.header("Retry-After")).matches("[1-9]\\d*");
            assertThat(kms.get("/receipts/" + details.path("receipt_id").asText())
                            .expect(200)
                            .text())
                    .contains("\"operation\":\"approval_requested\"", "\"error_code\":\"RATE_LIMITED\"");
        }
        ask(server.asNewTenant()).expect(201);
    }

    @Test
    void whatIsDeniedMakesRoom() {
        Identity identity = Identity.ofNewTenant();
        Kms kms = server.as(identity);
        assertThat(passed(kms)).isEqualTo(MOST);
        String one = kms.get("/approvals?limit=1")
                .json()
                .path("approvals")
                .path(0)
                .path("approval_id")
                .asText();

        Asking.deny(server.as(identity.asModule("approver")), one).expect(200);

        assertThat(passed(kms)).isEqualTo(1);
    }
}
