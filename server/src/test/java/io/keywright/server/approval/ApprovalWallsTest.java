package io.keywright.server.approval;

import static io.keywright.server.approval.ApprovalService.ADMIN;
import static io.keywright.server.approval.ApprovalService.APPROVER;
import static io.keywright.server.approval.ApprovalService.SCOPE;
import static io.keywright.server.approval.ApprovalService.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.approval.ApprovalState;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import java.nio.file.Path;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environments and planes of one tenant are walls for approvals, and for the roles of those who grant them. */
class ApprovalWallsTest {

    private static final Scope PROD = new Scope("acme", Environment.PROD, SCOPE.plane());
    private static final Scope PRODUCT = new Scope("acme", SCOPE.environment(), Plane.PRODUCT);
    private static final String ALICE = "https://login.example.com|alice";

    @TempDir
    Path folder;

    private ApprovalService service;

    @BeforeEach
    void open() throws Exception {
        service = new ApprovalService(folder, 1);
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private static void assertRefused(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .extracting(failure -> KeywrightException.of(failure).details().get("reason"))
                .isEqualTo(reason);
    }

    @Test
    void anApproverOfOneEnvironmentOrPlaneSeesAndGrantsNothingOfAnother() {
        UUID approval = service.requested(ADMIN);
        for (Scope other : new Scope[] {PROD, PRODUCT}) {
            Caller stranger = module(other, "approver");
            assertRefused("approval_not_found", () -> service.vote(stranger, approval, true));
            assertRefused("approval_not_found", () -> service.vote(stranger, approval, false));
            assertRefused("approval_not_found", () -> service.token(stranger, approval));
            assertThat(service.list(stranger)).isEmpty();
        }
        assertThat(service.vote(APPROVER, approval, true).state()).isEqualTo(ApprovalState.APPROVED);
    }

    @Test
    void aPersonWhoseRoleHoldsInOneEnvironmentGrantsNothingInAnother() {
        service.bound(new ScopeClaim("acme", Environment.PROD, null), ALICE, Role.APPROVER);
        UUID ofDev = service.requested(ADMIN);
        UUID ofProd = service.requested(module(PROD, "ops"));

        assertRefused("role_missing", () -> service.vote(module(SCOPE, "portal").actingFor(ALICE), ofDev, true));
        assertThat(service.vote(module(PROD, "portal").actingFor(ALICE), ofProd, true)
                        .state())
                .isEqualTo(ApprovalState.APPROVED);
    }

    @Test
    void aRoleOfOnePlaneHoldsInEachOfItsEnvironments() {
        service.bound(new ScopeClaim("acme", null, SCOPE.plane()), ALICE, Role.APPROVER);
        UUID ofProd = service.requested(module(PROD, "ops"));
        UUID ofProduct = service.requested(module(PRODUCT, "ops"));

        assertThat(service.vote(module(PROD, "portal").actingFor(ALICE), ofProd, true)
                        .state())
                .isEqualTo(ApprovalState.APPROVED);
        assertRefused(
                "role_missing", () -> service.vote(module(PRODUCT, "portal").actingFor(ALICE), ofProduct, true));
    }

    @Test
    void anAuditorSeesTheApprovalsThatItsRoleReaches() {
        service.bound(module(SCOPE, "audit").subject(), Role.AUDITOR);
        service.bound(
                new ScopeClaim("acme", Environment.PROD, null),
                module(PROD, "audit").subject(),
                Role.AUDITOR);
        UUID ofDev = service.requested(ADMIN);
        UUID ofProd = service.requested(module(PROD, "ops"));

        assertThat(service.list(module(SCOPE, "audit")))
                .extracting(standing -> standing.file().approval().approvalId())
                .containsExactly(ofProd, ofDev);
        assertThat(service.list(module(PROD, "audit")))
                .extracting(standing -> standing.file().approval().approvalId())
                .containsExactly(ofProd);
    }

    @Test
    void aPlatformIdentityBelongsToNoEnvironment() {
        assertThatThrownBy(() -> service.bound(
                        new ScopeClaim(null, Environment.PROD, null), "spiffe://test.keywright/module/x", Role.AUDITOR))
                .hasMessageContaining("environment and plane must be left out for a platform identity");
    }

    @Test
    void aNameThatNobodyCanHaveIsGivenNoRole() {
        assertThatThrownBy(() -> service.bound("bob", Role.APPROVER)).hasMessageContaining("whoami");
        assertThat(service.bound("CN=bob", Role.APPROVER).identity()).isEqualTo("CN=bob");
    }
}
