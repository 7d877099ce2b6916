package io.keywright.core.approval;

import java.util.Optional;

/**
 * An approval as it stands for somebody.
 *
 * @param quorum how many must grant it
 * @param token only for its requester, once it is approved
 */
public record ApprovalStatus(ApprovalFile file, ApprovalState state, int quorum, Optional<String> token) {}
