package io.keywright.core.quota;

import io.keywright.model.AccessPolicy;
import io.keywright.model.Environment;
import io.keywright.model.KeyLine;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyVersion;
import io.keywright.model.Plane;
import io.keywright.model.Protection;
import io.keywright.model.Scope;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Keys of which only the id and the daily limit matter. */
final class LimitedKeys {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private LimitedKeys() {}

    static KeyMetadata key(long id, long limit) {
        UUID keyId = new UUID(0, id);
        KeyLine line = new KeyLine(
                keyId,
                new Scope("acme", Environment.PROD, Plane.TENANT),
                null,
                KeyType.AES_256,
                KeyType.AES_256.usages(),
                new AccessPolicy(Set.of(AccessPolicy.ANY_MODULE), false, limit),
                1);
        Instant end = LONG_AGO.plusSeconds(1);
        return new KeyMetadata(
                line,
                new KeyVersion(
                        keyId, 1, KeyState.ACTIVE, "", LONG_AGO, LONG_AGO, end, null, null, Protection.SOFTWARE));
    }
}
