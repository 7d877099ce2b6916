package io.keywright.core.evidence;

/** An export, and what must be known to make it. */
record RequestedExport(Export export, Order order) {}
