package io.keywright.providers.aws;

import io.keywright.core.crypto.Binding;
import io.keywright.ledger.digest.Sha256;
import java.util.Base64;
import java.util.Map;

/**
 * A binding as KMS takes it. CloudTrail shows the context in the clear to whoever may read the key owner's trail, and key
 * policies can ask for it, so it holds nothing but the tenant's id and a digest.
 */
final class EncryptionContext {

    /** The tenant's id, for whoever reads CloudTrail or writes conditions into a policy. */
    static final String TENANT = "keywright:tenant";
    /** The SHA-256 of {@link Binding#bytes}, in Base64url without padding. */
    static final String BINDING = "keywright:binding";

    private EncryptionContext() {}

    static Map<String, String> of(Binding binding) {
        String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(binding.bytes()));
        return Map.of(TENANT, binding.tenantId(), BINDING, digest);
    }
}
