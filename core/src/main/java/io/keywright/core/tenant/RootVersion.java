package io.keywright.core.tenant;

/** A version of a tenant's root. */
record RootVersion(String tenantId, int version) {}
