package io.keywright.core.evidence;

import java.util.Optional;

/**
 * What the folder tells of an export.
 *
 * @param order empty once it is finished: nothing is done for it any more
 */
record StoredExport(Export export, Optional<Order> order) {}
