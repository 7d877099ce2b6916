package io.keywright.core.administration;

import io.keywright.model.KeywrightException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is open now that was asked for.
 *
 * @param failed how many roots and keys did not open
 * @param failures the first of them
 * @param complete whether all was tried; if not, asking again goes on
 */
public record Warmed(int roots, int keys, int failed, List<Failure> failures, boolean complete) {

    /** This and more. */
    Warmed and(Warmed more) {
        return new Warmed(
                roots + more.roots,
                keys + more.keys,
                failed + more.failed,
                Stream.concat(failures.stream(), more.failures.stream()).toList(),
                complete && more.complete);
    }

    /** This, and not all was tried. */
    Warmed incomplete() {
        return new Warmed(roots, keys, failed, failures, false);
    }

    /**
     * A root, or a key, that did not open.
     *
     * @param reason as {@code details.reason} of errors
     */
    public record Failure(String tenantId, Optional<UUID> keyId, Optional<String> provider, Optional<String> reason) {

        static Failure of(String tenantId, Optional<UUID> keyId, KeywrightException refusal) {
            return new Failure(tenantId, keyId, detail(refusal, "provider"), detail(refusal, "reason"));
        }

        private static Optional<String> detail(KeywrightException refusal, String name) {
            return Optional.ofNullable(refusal.details().get(name)).map(Object::toString);
        }
    }
}
