package io.keywright.server.rest.evidence;

import io.keywright.server.rest.json.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to export.
 *
 * @param tenantId the tenant, named by a platform auditor; others leave it out
 * @param from receipts are not earlier
 * @param to receipts are earlier; not in the future; left out for now
 */
record ExportRequest(
        @Nullable String tenantId,
        @Required Instant from,
        @Nullable Instant to) {}
