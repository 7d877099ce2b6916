package io.keywright.server.approval;

import static io.keywright.server.approval.ApprovalService.ADMIN;
import static io.keywright.server.approval.ApprovalService.APPROVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.model.KeywrightException;
import io.keywright.model.Receipt;
import io.keywright.server.keys.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody has spent in time makes room for others, and the ledger tells of it once. */
class ApprovalExpiryTest {

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private ApprovalService service;

    @BeforeEach
    void open() throws Exception {
        service = new ApprovalService(folder, 1, clock);
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    @Test
    void whatHasExpiredMakesRoomForOthers() {
        for (int i = 0; i < ApprovalService.MOST; i++) {
            service.requested(ADMIN);
        }
        assertThatThrownBy(() -> service.requested(ADMIN))
                .hasRootCauseInstanceOf(KeywrightException.class)
                .rootCause()
                .extracting(refusal -> ((KeywrightException) refusal).details().get("reason"))
                .isEqualTo("pending_approvals");
        clock.pass(Duration.ofHours(1));
        service.requested(ADMIN);
    }

    @Test
    void whatWasDeniedOrIsStillGoodHasNotExpired() throws Exception {
        service.vote(APPROVER, service.requested(ADMIN), false);
        service.vote(APPROVER, service.requested(ADMIN), true);
        service.requested(ADMIN);

        service.expire(Duration.ZERO);
        assertThat(service.receipts("approval_expired")).isEmpty();

        service.expire(Duration.ofHours(2));
        service.expire(Duration.ofHours(3));
        assertThat(service.receipts("approval_expired"))
                .hasSize(2)
                .allSatisfy(receipt -> assertThat(receipt.scope()).isEqualTo(ApprovalService.SCOPE))
                .extracting(Receipt::requestingModule)
                .containsOnly(Receipt.MODULE);
    }
}
