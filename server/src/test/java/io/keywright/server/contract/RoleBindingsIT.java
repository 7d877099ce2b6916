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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Roles that a platform admin binds hold at once, in their tenant only, and until they are taken back. */
@Served("keywright.access.platform-admin=spiffe://test.keywright/module/root")
class RoleBindingsIT {

    private final Installation server;
    private final Kms root;
    private final Identity identity = Identity.ofNewTenant();
    private final Kms module;

    RoleBindingsIT(Installation server) {
        this.server = server;
        this.root = server.as(server.certificates().ofPlatform("root"));
        this.module = server.as(identity);
    }

    private Reply bind(Kms admin, String tenantId, Kms whom, String role) {
        return admin.post(
                "/role-bindings",
                Body.of("tenant_id", tenantId, "identity", whom.get("/whoami").text("subject"), "role", role));
    }

    private Reply unbind(Kms admin, String bindingId) {
        return admin.send(request ->
                request.uri(admin.uri("/kms/v1/role-bindings/" + bindingId)).DELETE());
    }

    @Test
    void aRoleHoldsAtOnceAndUntilItIsTakenBack() {
        Kms fresh = server.as(identity.asModule("fresh"));
        Refusal.of(fresh.get("/keys"), 403, "UNAUTHORIZED", "role_missing");

        String bindingId =
                bind(root, identity.tenant(), fresh, "auditor").expect(201).text("binding_id");
        fresh.get("/keys").expect(200);

        unbind(root, bindingId).expect(200);
        Refusal.of(fresh.get("/keys"), 403, "UNAUTHORIZED", "role_missing");
        Refusal.of(unbind(root, bindingId), 404, "KEY_NOT_FOUND", "binding_not_found");
    }

    @Test
    void aRoleHoldsInItsTenantOnly() {
        Kms stranger = server.as(Identity.ofNewTenant().asModule("worker"));

        bind(root, identity.tenant(), stranger, "auditor").expect(201);

        Refusal.of(stranger.get("/keys"), 403, "UNAUTHORIZED", "role_missing");
    }

    @Test
    void onlyAPlatformAdminBinds() {
        Kms admin = server.as(identity.asModule("admin"));
        bind(root, identity.tenant(), admin, "key-admin").expect(201);

        Refusal.of(bind(admin, identity.tenant(), admin, "approver"), 403, "UNAUTHORIZED", "role_missing");
        Refusal.of(admin.get("/role-bindings"), 403, "UNAUTHORIZED", "role_missing");
        Refusal.of(unbind(admin, UUID.randomUUID().toString()), 403, "UNAUTHORIZED", "role_missing");
    }

    @Test
    void aRoleIsBoundOnce() {
        Kms twice = server.as(identity.asModule("twice"));
        bind(root, identity.tenant(), twice, "auditor").expect(201);

        Refusal.of(bind(root, identity.tenant(), twice, "auditor"), 400, "INVALID_REQUEST", "already_bound");
    }

    @Test
    void changesAreInTheTenantsOwnEvidence() {
        bind(root, identity.tenant(), module, "auditor").expect(201);

        assertThat(module.receipts("operation=role_bound").getFirst().path("requesting_module"))
                .hasToString("\"root\"");
    }

    @Test
    void nonsenseIsNotBound() {
        for (String wrong : new String[] {"", "*", "spiffe://test.keywright/*", "a\nb"}) {
            Refusal.of(
                    root.post("/role-bindings", Body.of("identity", wrong, "role", "auditor")), 400, "INVALID_REQUEST");
        }
        Reply king = root.post("/role-bindings", Body.of("identity", "CN=x", "role", "king"));
        Refusal.of(king, 400, "INVALID_REQUEST");
        assertThat(king.text("message")).contains("key-user", "key-admin", "approver", "auditor", "platform-admin");
        Reply nobody = root.post("/role-bindings", Body.of("identity", "bob", "role", "auditor"));
        Refusal.of(nobody, 400, "INVALID_REQUEST");
        assertThat(nobody.text("message")).contains("/kms/v1/whoami");
        Refusal.of(
                root.post("/role-bindings", Body.of("identity", "CN=x", "role", "auditor", "environment", "dev")),
                400,
                "INVALID_REQUEST");
        Refusal.of(
                root.post("/role-bindings", Body.of("tenant_id", "a/b", "identity", "CN=x", "role", "auditor")),
                400,
                "INVALID_REQUEST");
    }

    @Test
    void aRoleOfOneEnvironmentHoldsThereOnly() {
        Kms prod = server.as(identity.inEnvironment("prod").asModule("somewhere"));
        Kms dev = server.as(identity.asModule("somewhere"));
        for (Kms somewhere : new Kms[] {prod, dev}) {
            Reply bound = root.post(
                    "/role-bindings",
                    Body.of(
                            "tenant_id",
                            identity.tenant(),
                            "environment",
                            "prod",
                            "identity",
                            somewhere.get("/whoami").text("subject"),
                            "role",
                            "auditor"));
            assertThat(bound.expect(201).text("environment")).isEqualTo("prod");
            assertThat(bound.members()).doesNotContain("plane");
        }

        prod.get("/keys").expect(200);
        Refusal.of(dev.get("/keys"), 403, "UNAUTHORIZED", "role_missing");
    }

    @Test
    void bindingsAreListedByTenant() {
        String tenant = Identity.ofNewTenant().tenant();
        assertThat(listed(tenant)).isEmpty();

        bind(root, tenant, module, "auditor").expect(201);

        assertThat(listed(tenant)).hasSize(1);
    }

    private JsonNode listed(String tenant) {
        return root.get("/role-bindings?tenant_id=" + tenant).expect(200).json().path("role_bindings");
    }

    @Test
    void bindingsOutliveTheProcess() throws Exception {
        try (Installation own =
                Installation.start(Map.of("keywright.access.platform-admin", "spiffe://test.keywright/module/root"))) {
            Kms admin = own.as(own.certificates().ofPlatform("root"));
            bind(admin, identity.tenant(), own.as(identity), "auditor").expect(201);
            own.stop();
            own.start();

            own.as(identity).get("/keys").expect(200);
            assertThat(own.as(own.certificates().ofPlatform("root"))
                            .get("/role-bindings")
                            .json()
                            .path("role_bindings"))
                    .hasSize(1);
        }
    }
}
