package io.keywright.bench.roots;

import io.keywright.model.Scope;
import java.util.UUID;

/** A key of a tenant. */
record TenantKey(Scope scope, UUID keyId) {}
