package io.keywright.core.operations;

import io.keywright.core.crypto.Message;

/** What is said to be signed, and the signature that says so. */
public record Signed(Message message, byte[] signature) {}
