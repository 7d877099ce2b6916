package io.keywright.server.rest.certificates;

import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/**
 * Who may have ACME clients.
 *
 * @param module whom their accounts act as
 */
record CreateAcmeCredentialRequest(
        @Required String module, @Nullable String approvalToken) implements Approvable {}
