package io.keywright.core.evidence;

import java.time.Instant;
import java.util.UUID;

/**
 * What the nodes of an installation tell each other of an export.
 *
 * @param node the name of the node that makes it, or has made it
 * @param told the export as {@link ExportFile} writes it, without the order to make it
 * @param keptUntil when the others may forget it
 */
public record ToldExport(UUID exportId, String tenantId, String node, String told, Instant keptUntil) {}
