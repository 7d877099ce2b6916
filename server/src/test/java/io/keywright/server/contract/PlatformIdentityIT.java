package io.keywright.server.contract;

import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An identity without a tenant has no role yet, so it looks after the service and touches nobody's keys. */
@Served
class PlatformIdentityIT {

    private final Identity tenant = Identity.ofNewTenant();
    private final Kms owner;
    private final Kms operator;
    private final String keyId;

    PlatformIdentityIT(Installation server) {
        this.owner = server.as(tenant);
        this.operator = server.as(server.certificates().ofPlatform("operator"));
        this.keyId = owner.newKey("Ed25519");
    }

    @AfterAll
    void close() {
        operator.close();
    }

    @ParameterizedTest
    @EnumSource(KeyCall.class)
    void aPlatformIdentityReachesNoKey(KeyCall call) {
        Refusal.of(call.by(operator, keyId), 403, "UNAUTHORIZED");
        Refusal.of(
                call.by(operator, keyId, "tenant_id", tenant.tenant(), "environment", "dev", "plane", "tenant"),
                403,
                "UNAUTHORIZED");
    }

    @Test
    void aPlatformIdentityMakesAndListsNoKeys() {
        Refusal.of(operator.create("Ed25519", List.of("sign"), "tenant_id", tenant.tenant()), 403, "UNAUTHORIZED");
        Refusal.of(operator.create("Ed25519", List.of("sign"), "tenant_id", "GLOBAL"), 403, "UNAUTHORIZED");
        Refusal.of(operator.get("/keys"), 403, "UNAUTHORIZED");
    }

    @Test
    void aPlatformIdentityReadsNoTenantsReceipts() {
        String receiptId = owner.sign(keyId, new byte[1]).text("receipt_id");

        Refusal.of(operator.get("/receipts"), 403, "UNAUTHORIZED");
        Refusal.of(operator.get("/receipts/" + receiptId), 403, "UNAUTHORIZED");
        Refusal.of(operator.get("/receipts/" + receiptId + "/proof"), 403, "UNAUTHORIZED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/metrics", "/config", "/ledger/checkpoint", "/ledger/key", "/openapi"})
    void aPlatformIdentityReadsWhatIsNobodys(String path) {
        operator.get(path).expect(200);
    }
}
