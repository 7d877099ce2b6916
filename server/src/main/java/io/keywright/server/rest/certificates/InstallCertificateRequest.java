package io.keywright.server.rest.certificates;

import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that somebody outside has made of an authority's request.
 *
 * @param chain those above it, its issuer's first
 */
record InstallCertificateRequest(
        @Required String certificate,
        @Nullable String chain,
        @Nullable String approvalToken) implements Approvable {}
