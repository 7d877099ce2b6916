package io.keywright.core.operations;

import io.keywright.model.Algorithm;
import java.util.UUID;

/** What the use of a key gave, by which key and algorithm, and the receipt that is durable of it. */
public record Used<T>(T value, UUID keyId, Algorithm algorithm, UUID receiptId) {}
