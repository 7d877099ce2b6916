package io.keywright.server.approval;

import static io.keywright.server.approval.ApprovalService.ADMIN;
import static io.keywright.server.approval.ApprovalService.APPROVER;
import static io.keywright.server.approval.ApprovalService.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens between the time that an approval is admitted and the commit: making a key can take seconds. */
class LateDenialTest {

    private static final Caller ALICE = ApprovalService.module(SCOPE, "alice");
    private static final Caller SECOND = ApprovalService.module(SCOPE, "second");

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

    private void assertWithdrawn(UUID approval, Runnable meanwhile) {
        String token = service.token(ADMIN, approval);
        AtomicInteger tries = new AtomicInteger();
        assertThatThrownBy(() -> service.spend(ADMIN, token, () -> {
                            if (tries.getAndIncrement() == 0) {
                                meanwhile.run();
                            }
                        })
                        .join())
                .extracting(failure -> KeywrightException.of(failure).details().get("reason"))
                .isEqualTo("approval_withdrawn");
    }

    @Test
    void anApprovalIsSpentIfNothingHappens() {
        UUID approval = service.requested(ADMIN);
        service.vote(APPROVER, approval, true);
        assertThat(service.spend(ADMIN, service.token(ADMIN, approval), () -> {})
                        .join()
                        .value())
                .isEqualTo("done");
    }

    @Test
    void whatIsDeniedBeforeTheCommitIsNotSpent() {
        service.bound(SECOND.subject(), Role.APPROVER);
        UUID approval = service.requested(ADMIN);
        service.vote(APPROVER, approval, true);
        assertWithdrawn(approval, () -> service.vote(SECOND, approval, false));
    }

    @Test
    void whatAnApproverGrantedWhoLosesTheRoleBeforeTheCommitIsNotSpent() {
        RoleBinding binding = service.bound(ALICE.subject(), Role.APPROVER);
        UUID approval = service.requested(ADMIN);
        service.vote(ALICE, approval, true);
        assertWithdrawn(approval, () -> service.unbind(binding));
    }

    @Test
    void anApproverWhoIsBoundAgainBeforeTheCommitStillCounts() {
        RoleBinding binding = service.bound(ALICE.subject(), Role.APPROVER);
        UUID approval = service.requested(ADMIN);
        service.vote(ALICE, approval, true);
        AtomicInteger tries = new AtomicInteger();
        assertThat(service.spend(ADMIN, service.token(ADMIN, approval), () -> {
                            if (tries.getAndIncrement() == 0) {
                                service.unbind(binding);
                                service.bound(ALICE.subject(), Role.APPROVER);
                            }
                        })
                        .join()
                        .value())
                .isEqualTo("done");
        assertThat(tries).hasValue(2);
    }
}
