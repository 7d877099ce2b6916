package io.keywright.core.usage;

import io.keywright.model.Operation;
import java.time.Instant;
import java.util.UUID;

/** When a module last used a key for an operation, and the receipt of that. */
public record LastUse(String module, Operation operation, Instant at, UUID receiptId) {}
