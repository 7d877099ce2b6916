package io.keywright.core.approval;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody asks leave for; see {@link io.keywright.model.Approval}. */
public record NewApproval(
        ScopeClaim scope, Operation operation, @Nullable UUID keyId, byte[] requestDigest, String reason) {}
