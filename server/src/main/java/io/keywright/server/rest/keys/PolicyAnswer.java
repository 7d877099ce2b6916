package io.keywright.server.rest.keys;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.lifecycle.KeyPolicies;
import io.keywright.model.KeyMetadata;
import io.keywright.server.rest.Versioned;
import java.util.UUID;

/** A key's access policy and the receipt of the call. */
record PolicyAnswer(@JsonUnwrapped AccessPolicyBody policy, UUID keyId, UUID receiptId) {

    static Versioned of(Recorded<KeyMetadata> recorded) {
        KeyMetadata key = recorded.value();
        PolicyAnswer body =
                new PolicyAnswer(AccessPolicyBody.of(key.accessPolicy()), key.keyId(), recorded.receiptId());
        return new Versioned(KeyPolicies.version(key), body);
    }
}
