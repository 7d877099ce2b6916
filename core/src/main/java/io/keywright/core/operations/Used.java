package io.keywright.core.operations;

import io.keywright.model.Algorithm;
import java.util.UUID;

/** What came of a use, and the key and algorithm that were used. */
public record Used<T>(T value, UUID keyId, Algorithm algorithm) {}
