package io.keywright.core.lifecycle;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import java.util.Map;

/** What the keys of certificate authorities do not share with other keys. */
final class CertifyingKeys {

    private CertifyingKeys() {}

    static boolean isOne(KeyMetadata key) {
        return key.keyUsage().contains(KeyUsage.CERTIFY);
    }

    /** Passes for every other key: certificates are held against the one key that their authority's own certificate has. */
    static void requireRotatable(KeyMetadata key) {
        if (isOne(key)) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "The key of an authority is not rotated; make another authority, and have it issue from then on.",
                    Map.of("reason", "key_of_an_authority"));
        }
    }
}
