package io.keywright.core.approval;

import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Approval;
import io.keywright.model.Operation;
import io.keywright.model.SpentApproval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads approvals. Calls may block. */
public interface ApprovalStore {

    /** {@link SpentApproval#issuer()} of this service's own tokens, whose ids are the approvals'. */
    String OWN = "keywright";

    /** The approval of that id; one beyond {@code reach} is not there. */
    Optional<ApprovalFile> approval(Reach reach, UUID approvalId) throws StoreException;

    /**
     * The approvals within {@code reach}, newest first.
     *
     * @param before the last one of the page before, or null to start
     */
    List<ApprovalFile> approvals(Reach reach, ApprovalFilter filter, @Nullable UUID before, int limit)
            throws StoreException;

    /** Whether what {@code issuer} granted by that token is done. */
    boolean spent(String issuer, String tokenId) throws StoreException;

    /** Whether the trust anchor of that id is in force. */
    boolean vouches(UUID anchorId) throws StoreException;

    /** Up to {@code limit} approvals that were open when they expired, at {@code now} or before, and are not told to have. */
    List<Approval> expired(Instant now, int limit) throws StoreException;

    /**
     * Those of all tenants that are neither denied nor spent nor expired at {@code now}, oldest first.
     *
     * @param after the last one of the page before, or null to start
     */
    List<ApprovalFile> open(Instant now, @Nullable UUID after, int limit) throws StoreException;

    /** Whether that identity has voted since {@code since} with a token, which said which person it is. */
    boolean votedWithToken(String subject, Instant since) throws StoreException;

    /**
     * Narrows a listing; a null member does not narrow.
     *
     * @param keyId the key that they are about
     */
    record ApprovalFilter(
            @Nullable Course course,
            @Nullable Operation operation,
            @Nullable UUID keyId) {}

    /** How an approval has run, for all that is written down of it: whether enough have granted it changes with roles. */
    sealed interface Course {

        /** Neither denied nor spent, and not expired at {@code now}. */
        record Open(Instant now) implements Course {}

        /** Neither denied nor spent, and expired at {@code now}. */
        record Expired(Instant now) implements Course {}

        /** Denied, and not spent. */
        record Denied() implements Course {}

        record Spent() implements Course {}
    }
}
