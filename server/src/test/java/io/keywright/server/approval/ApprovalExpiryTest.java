package io.keywright.server.approval;

import static io.keywright.server.approval.ApprovalService.ADMIN;
import static io.keywright.server.approval.ApprovalService.APPROVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger tells once of each approval that nobody has spent in time. */
class ApprovalExpiryTest {

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
