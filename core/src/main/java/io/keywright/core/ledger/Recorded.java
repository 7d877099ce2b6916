package io.keywright.core.ledger;

import java.util.UUID;

/** An outcome, and the receipt that is durable of it. */
public record Recorded<T>(T value, UUID receiptId) {}
