package io.keywright.core.authority;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.IssuingRules;
import io.keywright.model.KeyType;
import io.keywright.model.Protection;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for when it asks for an authority.
 *
 * @param name the common name of its subject
 * @param provider which provider keeps its private key inside; null for the only one that may
 * @param lifetime for how long its certificate holds; empty for the usual time
 */
public record NewAuthority(
        ScopeClaim scope,
        String name,
        KeyType keyType,
        Protection protection,
        @Nullable String provider,
        SignedBy signedBy,
        Optional<Duration> lifetime,
        IssuingRules rules) {

    /** Whose signature an authority's certificate bears. */
    public sealed interface SignedBy {

        /** Its own: it is a root. */
        record Itself() implements SignedBy {}

        /** Another authority's of the same scope. */
        record Parent(UUID authorityId) implements SignedBy {}

        /** Somebody's outside, who is sent its request. */
        record Outsider() implements SignedBy {}
    }
}
