package io.keywright.core.authority;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.IssuingRules;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
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

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** What an X.520 common name has room for (RFC 5280, appendix A). */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._:,()/-]{0,63}");

    /** Whose signature an authority's certificate bears. */
    public sealed interface SignedBy {

        /** Its own: it is a root. */
        record Itself() implements SignedBy {}

        /** Another authority's of the same scope. */
        record Parent(UUID authorityId) implements SignedBy {}

        /** Somebody's outside, who is sent its request. */
        record Outsider() implements SignedBy {}
    }

    /**
     * Passes if there may be such an authority.
     *
     * @throws KeywrightException INVALID_REQUEST, naming the member
     */
    void check() {
        if (!NAME.matcher(name).matches()) {
            throw AuthorityRefusals.invalid(
                    "name",
                    "name must be 1 to 64 letters, digits, spaces and . _ : , ( ) / - that begin with a letter or digit.");
        }
        if (!keyType.certifies()) {
            throw AuthorityRefusals.invalid(
                    "key_type", "The key of an authority is of type EC-P256, EC-P384, RSA-2048, RSA-3072 or RSA-4096.");
        }
        lifetime.ifPresent(it -> {
            if (it.compareTo(SHORTEST) < 0 || it.compareTo(LONGEST) > 0) {
                throw AuthorityRefusals.invalid("lifetime", "lifetime must be from PT1H to P36500D.");
            }
        });
    }
}
