package io.keywright.core.node;

import java.util.UUID;

/**
 * What a node says that does the chores.
 *
 * @param node which one, as long as it runs
 * @param turn one more each time that somebody says so
 */
public record Claim(UUID node, long turn) {}
