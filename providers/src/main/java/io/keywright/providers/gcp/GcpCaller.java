package io.keywright.providers.gcp;

import java.util.Optional;

/**
 * Who asks for what.
 *
 * @param role the service account that {@code identity} is, if it is a tenant's
 */
record GcpCaller(KeyName key, Identity identity, Optional<String> role) {}
