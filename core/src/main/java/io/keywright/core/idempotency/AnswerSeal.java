package io.keywright.core.idempotency;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.RepeatableRequest;
import io.keywright.model.Scope;
import io.keywright.model.WrappedSecret;
import java.util.Map;

/** Closes answers that show a secret under the root of their caller's tenant, tied to their request. Calls may block. */
public final class AnswerSeal {

    private static final String PURPOSE = "kept-answer";

    private final TenantRoots roots;

    public AnswerSeal(TenantRoots roots) {
        this.roots = roots;
    }

    /**
     * Wraps {@code answer}.
     *
     * @throws KeywrightException INVALID_REQUEST if the caller has no tenant under whose root it could be kept
     */
    WrappedSecret close(Caller caller, RepeatableRequest request, SecretBytes answer) {
        Scope scope = scope(caller);
        return roots.wrap(caller, scope.tenantId(), answer, binding(scope, request));
    }

    /** What {@link #close} was given, for the caller to destroy. */
    SecretBytes open(Caller caller, RepeatableRequest request, WrappedSecret sealed) {
        Scope scope = scope(caller);
        try {
            return roots.unwrap(scope.tenantId(), sealed, binding(scope, request));
        } catch (UnwrapException e) {
            throw new KeywrightException(
                    ErrorCode.DEPENDENCY_UNAVAILABLE,
                    "The kept answer failed its integrity check; ask the operator to restore the store.",
                    Map.of("dependency", "store", "reason", "answer_integrity"),
                    e);
        }
    }

    private static Scope scope(Caller caller) {
        Scope scope = caller.scope();
        if (scope == null) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "The answer shows a secret, which is kept for tenants only; send the request without Idempotency-Key.",
                    Map.of("reason", "answer_not_kept"));
        }
        return scope;
    }

    private static Binding binding(Scope scope, RepeatableRequest request) {
        return Binding.of(scope, request.id() + request.fingerprint(), PURPOSE);
    }
}
