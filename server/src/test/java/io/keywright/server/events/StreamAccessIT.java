package io.keywright.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.AnchorsOfAll;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.EventTap;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A stream lasts as long as the role that it was opened by. */
@Served("keywright.access.platform-admin=spiffe://test.keywright/module/root")
@ResourceLock(value = AnchorsOfAll.LOCK, mode = ResourceAccessMode.READ)
class StreamAccessIT {

    /** Whether a stream may go on is asked every five seconds. */
    private static final Duration TWICE_ASKED = Duration.ofSeconds(12);

    private final Installation server;
    private final Kms root;
    private final Identity identity = Identity.ofNewTenant();

    StreamAccessIT(Installation server) {
        this.server = server;
        this.root = server.as(server.certificates().ofPlatform("root"));
    }

    private String bind(Kms whom, String role) {
        return root.post(
                        "/role-bindings",
                        Body.of(
                                "tenant_id",
                                identity.tenant(),
                                "identity",
                                whom.get("/whoami").text("subject"),
                                "role",
                                role))
                .expect(201)
                .text("binding_id");
    }

    private void unbind(String bindingId) {
        root.send(request -> request.uri(root.uri("/kms/v1/role-bindings/" + bindingId))
                        .DELETE())
                .expect(200);
    }

    @Test
    void anApproverHearsOfTheApprovalsOfItsScopeAndOfNothingElse() throws InterruptedException {
        Kms admin = server.as(identity.asModule("asking"));
        Kms approver = server.as(identity.asModule("deciding"));
        bind(admin, "key-admin");
        bind(admin, "key-user");
        bind(approver, "approver");
        Refusal.of(approver.get("/events?types=key_generated"), 403, "UNAUTHORIZED", "role_missing");
        Refusal.of(approver.get("/events?types=approval_requested,receipt"), 403, "UNAUTHORIZED", "role_missing");
        Refusal.of(approver.get("/events?tenant_id=other"), 403, "UNAUTHORIZED");
        try (EventTap heard = approver.events("").reading()) {
            String key = admin.newKey("Ed25519");
            String id = admin.post(
                            "/approvals",
                            Body.of(
                                    "operation",
                                    "revoke",
                                    "key_id",
                                    key,
                                    "request",
                                    Body.of("reason", "superseded"),
                                    "reason",
                                    "it is old"))
                    .expect(201)
                    .text("approval_id");
            assertThat(heard.next().payload("approval_id")).isEqualTo(id);
            approver.post("/approvals/" + id + "/approve", Body.of()).expect(200);
            EventTap.Message granted = heard.next();
            assertThat(granted.event()).isEqualTo("approval_granted");
        }
    }

    @Test
    void aStreamEndsWithItsReadersRoleAndNoOtherDoes() throws InterruptedException {
        Kms admin = server.as(identity.asModule("admin"));
        Kms leaving = server.as(identity.asModule("leaving"));
        Kms staying = server.as(identity.asModule("staying"));
        bind(admin, "key-admin");
        bind(staying, "auditor");
        String binding = bind(leaving, "auditor");
        try (EventTap ending = leaving.events("").reading();
                EventTap lasting = staying.events("").reading()) {
            assertThat(ending.ends(TWICE_ASKED)).isFalse();
            unbind(binding);
            assertThat(ending.ends(TWICE_ASKED)).isTrue();

            String key = admin.newKey("Ed25519");
            assertThat(lasting.next().payload("key_id")).isEqualTo(key);
            assertThat(ending.silent(Duration.ofSeconds(1))).isTrue();
            Refusal.of(leaving.get("/events"), 403, "UNAUTHORIZED", "role_missing");
        }
    }
}
