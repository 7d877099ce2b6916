package io.keywright.server.approval;

import static io.keywright.server.approval.ApprovalService.ADMIN;
import static io.keywright.server.approval.ApprovalService.APPROVER;
import static io.keywright.server.approval.ApprovalService.SCOPE;
import static io.keywright.server.approval.ApprovalService.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.approval.ApprovalState;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.model.Voucher;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose votes count, and how long: nobody makes an approver of its own, and nobody is two. */
class WhoCountsTest {

    private static final String ALICE = "https://login.example.com|alice";
    private static final String BOB = "https://login.example.com|bob";
    private static final Caller SECOND = module(SCOPE, "second");

    @TempDir
    Path folder;

    private ApprovalService service;

    @BeforeEach
    void open() throws Exception {
        service = new ApprovalService(folder, 2);
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

    private ApprovalState state(UUID approval) {
        return service.state(ADMIN, approval);
    }

    @Test
    void whoeverAnAnchorOfTheTenantVouchesForIsNoApprover() {
        Voucher own = service.anchor(SCOPE);
        UUID approval = service.requested(ADMIN);
        service.bound(SECOND.subject(), Role.APPROVER);

        assertRefused("role_missing", () -> service.vote(APPROVER.vouchedForBy(own), approval, true));
        assertRefused("role_missing", () -> service.vote(SECOND.vouchedForBy(own), approval, true));
        assertThat(service.vote(SECOND, approval, true).file().votes()).hasSize(1);
    }

    @Test
    void aPersonOfATokenIsAnApproverWhoeverVouchesForItsCertificate() {
        Voucher own = service.anchor(SCOPE);
        service.bound(ALICE, Role.APPROVER);
        service.bound(BOB, Role.APPROVER);
        UUID approval = service.requested(ADMIN);

        service.vote(SECOND.vouchedForBy(own).actingFor(ALICE), approval, true);
        service.vote(module(SCOPE, "third").actingFor(BOB), approval, true);

        assertThat(state(approval)).isEqualTo(ApprovalState.APPROVED);
    }

    @Test
    void aRequestWaitsUntilEnoughHaveGrantedItOrOneHasDeniedIt() throws Exception {
        service.bound(SECOND.subject(), Role.APPROVER);
        UUID granted = service.requested(ADMIN);
        UUID denied = service.requested(ADMIN);
        assertThat(service.waiting()).isEqualTo(2);

        service.vote(APPROVER, granted, true);
        assertThat(service.waiting()).isEqualTo(2);
        service.vote(SECOND, granted, true);
        assertThat(service.waiting()).isEqualTo(1);
        service.vote(SECOND, denied, false);
        assertThat(service.waiting()).isZero();
    }

    @Test
    void aVoteOutlivesNotTheAnchorThatVouchedForTheVoter() {
        Voucher ofAll = service.anchor(Scope.OF_ALL);
        service.bound(SECOND.subject(), Role.APPROVER);
        UUID approval = service.requested(ADMIN);
        service.vote(APPROVER, approval, true);
        service.vote(SECOND.vouchedForBy(ofAll), approval, true);
        String token = service.token(ADMIN, approval);

        AtomicBoolean retired = new AtomicBoolean();
        assertRefused(
                "approval_withdrawn",
                () -> service.spend(ADMIN, token, () -> {
                            if (!retired.getAndSet(true)) {
                                service.retire(ofAll);
                            }
                        })
                        .join());
        assertThat(state(approval)).isEqualTo(ApprovalState.PENDING);
    }

    @Test
    void whoLeavesTheTokenOutIsNoSecondPerson() {
        service.bound(ALICE, Role.APPROVER);
        service.bound(SECOND.subject(), Role.APPROVER);
        UUID approval = service.requested(ADMIN);
        service.vote(module(SCOPE, "portal").actingFor(ALICE), approval, true);

        assertRefused("token_required", () -> service.vote(APPROVER, approval, true));

        UUID another = service.requested(ADMIN);
        service.vote(APPROVER, another, true);
        service.vote(module(SCOPE, "portal").actingFor(ALICE), another, true);
        assertThat(state(another)).isEqualTo(ApprovalState.PENDING);
    }

    @Test
    void ofARequesterWithATokenOnlyOthersWithATokenGrantWhatItAsks() {
        service.bound(BOB, Role.APPROVER);
        UUID approval = service.requested(ADMIN.actingFor(ALICE));

        assertRefused("token_required", () -> service.vote(APPROVER, approval, true));
        assertThat(service.vote(SECOND.actingFor(BOB), approval, true).file().votes())
                .hasSize(1);
    }

    @Test
    void whoHasVotedWithATokenVotesWithOne() {
        service.bound(SECOND.subject(), Role.APPROVER);
        service.vote(SECOND.actingFor(ALICE), service.requested(ADMIN), true);
        UUID approval = service.requested(ADMIN);

        assertRefused("token_required", () -> service.vote(SECOND, approval, true));
        assertThat(service.vote(SECOND, approval, false).state()).isEqualTo(ApprovalState.DENIED);
    }

    @Test
    void whereNobodyHasATokenCertificatesAreTheParties() {
        service.bound(SECOND.subject(), Role.APPROVER);
        UUID approval = service.requested(ADMIN);
        service.vote(APPROVER, approval, true);
        service.vote(SECOND, approval, true);
        assertThat(state(approval)).isEqualTo(ApprovalState.APPROVED);
    }
}
