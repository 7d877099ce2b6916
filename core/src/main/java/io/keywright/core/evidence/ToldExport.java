package io.keywright.core.evidence;

import java.time.Instant;
import java.util.UUID;

/**
 * What the nodes of an installation tell each other of an export.
 *
 * @param node the name of the node in whose folder it lies
 * @param told as that node's file tells of it, without who asked for it
 * @param keptUntil when the others may forget it
 */
public record ToldExport(UUID exportId, String tenantId, String node, String told, Instant keptUntil) {}
