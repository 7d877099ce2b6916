package io.keywright.server.rest.material;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.operations.Derivation;
import io.keywright.core.operations.DerivedSecrets;
import io.keywright.core.operations.DerivedSecrets.Derived;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.Kdf;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is derived, from a key or from a secret. */
record DeriveRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required Kdf kdf,
        @Nullable String keyId,
        byte @Nullable [] secret,
        @Required byte[] salt,
        byte @Nullable [] info,
        @Nullable Integer iterations,
        @Required Integer length,
        @Nullable String approvalToken)
        implements Approvable {

    DeriveRequest {
        if ((keyId == null) == (secret == null)) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST, "Send key_id or secret, and not both.", Map.of("member", "key_id"));
        }
    }

    /** Derives it. */
    UseCase<Derived> by(DerivedSecrets secrets) {
        ScopeClaim scope = new ScopeClaim(tenantId, environment, plane);
        Derivation derivation = Derivation.of(kdf, salt, info, iterations, length);
        return secret == null
                ? secrets.fromKey(scope, Objects.requireNonNull(keyId), derivation)
                : secrets.fromSecret(scope, SecretBytes.own(secret), derivation);
    }
}
