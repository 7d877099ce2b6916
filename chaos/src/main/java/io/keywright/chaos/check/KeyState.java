package io.keywright.chaos.check;

/** How a node shows a key in the end. */
public record KeyState(String keyId, int node, String state) {}
