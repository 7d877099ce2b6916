package io.keywright.server.rest.material;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.UseCase;
import io.keywright.core.operations.AgreedSecrets;
import io.keywright.core.operations.Derivation;
import io.keywright.core.operations.DerivedSecrets.Derived;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.Kdf;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.model.pem.PemException;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** With whom a secret is agreed upon, and what is derived from it. */
record AgreeRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String keyId,
        @Required String publicKey,
        @Required Kdf kdf,
        @Required byte[] salt,
        byte @Nullable [] info,
        @Required Integer length,
        @Nullable String approvalToken)
        implements Approvable {

    private static final String LABEL = "PUBLIC KEY";

    /** Agrees. */
    UseCase<Derived> by(AgreedSecrets secrets) {
        ScopeClaim scope = new ScopeClaim(tenantId, environment, plane);
        return secrets.agree(scope, keyId, peer(), Derivation.of(kdf, salt, info, null, length));
    }

    private byte[] peer() {
        try {
            List<PemBlock> blocks = Pem.blocks(publicKey);
            if (blocks.size() == 1 && blocks.getFirst().label().equals(LABEL)) {
                return blocks.getFirst().content();
            }
        } catch (PemException e) {
            // said below
        }
        throw new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "public_key must be one public key in PEM (BEGIN PUBLIC KEY).",
                Map.of("member", "public_key", "reason", "public_key"));
    }
}
