package io.keywright.core.approval;

import io.keywright.core.journal.StoreException;
import io.keywright.model.SpentApproval;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads approvals. Calls may block. */
public interface ApprovalStore {

    /** {@link SpentApproval#issuer()} of this service's own tokens, whose ids are the approvals'. */
    String OWN = "keywright";

    /** The tenant's approval of that id; another tenant's is not there. */
    Optional<ApprovalFile> approval(String tenantId, UUID approvalId) throws StoreException;

    /**
     * The tenant's approvals, newest first.
     *
     * @param before the last one of the page before, or null to start
     */
    List<ApprovalFile> approvals(String tenantId, @Nullable UUID before, int limit) throws StoreException;
}
