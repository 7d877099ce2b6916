package io.keywright.server.identity.trust;

import io.keywright.model.Scope;
import java.security.cert.TrustAnchor;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom this service trusts at one time. Immutable; any change makes another object.
 *
 * @param shared authorities that may vouch for everybody
 * @param ofScopes authorities that may vouch for the identities of one scope alone
 */
public record Trusted(Set<TrustAnchor> shared, Map<Scope, Set<TrustAnchor>> ofScopes, RevocationLists revocations) {

    public Trusted {
        shared = Set.copyOf(shared);
        ofScopes = Map.copyOf(ofScopes);
    }

    /** Who may vouch for an identity of {@code scope}; for one without a scope, only those who may for everybody. */
    Set<TrustAnchor> vouchingFor(@Nullable Scope scope) {
        Set<TrustAnchor> own = scope == null ? Set.of() : ofScopes.getOrDefault(scope, Set.of());
        return own.isEmpty()
                ? shared
                : Stream.concat(shared.stream(), own.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
