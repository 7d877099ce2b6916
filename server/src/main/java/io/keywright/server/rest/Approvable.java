package io.keywright.server.rest;

import org.jspecify.annotations.Nullable;

/** A request that may bring an approval along. */
public interface Approvable {

    /** The approval's token, as an approver's grant gave it; may be sent as the header {@code X-Approval-Token} instead. */
    @Nullable String approvalToken();
}
