package io.keywright.server.identity.token;

import io.keywright.model.Caller;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a verified token says.
 *
 * @param person the issuer, {@code |}, and the subject: the same for every token of one person
 * @param notAfter when it ends, the clock skew included
 */
record TokenClaims(
        String person,
        @Nullable String module,
        @Nullable String tenant,
        @Nullable String environment,
        Instant notAfter) {

    /** Whether token and certificate name the same module, tenant and environment; what one leaves out, both must. */
    boolean agreesWith(Caller certified) {
        Scope scope = certified.scope();
        return certified.module().equals(module)
                && Objects.equals(scope == null ? null : scope.tenantId(), tenant)
                && Objects.equals(scope == null ? null : name(scope.environment()), environment);
    }

    private static String name(WireName constant) {
        return constant.wireName();
    }
}
