package io.keywright.server.identity.trust;

import io.keywright.core.trust.TrustedAuthority;
import io.keywright.model.Scope;
import java.util.List;
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
public record Trusted(
        Set<TrustedAuthority> shared, Map<Scope, Set<TrustedAuthority>> ofScopes, RevocationLists revocations) {

    public Trusted {
        shared = Set.copyOf(shared);
        ofScopes = Map.copyOf(ofScopes);
    }

    /** All of them. */
    List<TrustedAuthority> all() {
        return Stream.concat(shared.stream(), ofScopes.values().stream().flatMap(Set::stream))
                .toList();
    }

    /** Who may vouch for an identity of {@code scope}; for one without a scope, only those who may for everybody. */
    Set<TrustedAuthority> vouchingFor(@Nullable Scope scope) {
        Set<TrustedAuthority> own = scope == null ? Set.of() : ofScopes.getOrDefault(scope, Set.of());
        return own.isEmpty()
                ? shared
                : Stream.concat(shared.stream(), own.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
