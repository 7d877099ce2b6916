package io.keywright.core.export;

/** An export, and what must be known to make it. */
record RequestedExport(Export export, Order order) {}
