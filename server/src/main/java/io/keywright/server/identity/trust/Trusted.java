package io.keywright.server.identity.trust;

import io.keywright.model.Scope;
import io.keywright.model.Voucher;
import io.keywright.pki.validation.TrustedAuthority;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whom this service trusts at one time. Immutable; any change makes another object.
 *
 * @param shared authorities that may vouch for everybody
 * @param ofScopes authorities that may vouch for the identities of one scope alone
 * @param vouchers by scope, the authorities among them that were added over the network
 * @param revoked one more with every certificate that an authority of this service has revoked
 */
public record Trusted(
        Set<TrustedAuthority> shared,
        Map<Scope, Set<TrustedAuthority>> ofScopes,
        Revocations revocations,
        Map<Scope, Map<TrustedAuthority, Voucher>> vouchers,
        long revoked) {

    /** Authorities of the configuration alone. */
    public Trusted(Set<TrustedAuthority> shared, Map<Scope, Set<TrustedAuthority>> ofScopes, Revocations revocations) {
        this(shared, ofScopes, revocations, Map.of(), 0);
    }

    public Trusted {
        shared = Set.copyOf(shared);
        ofScopes = Map.copyOf(ofScopes);
        vouchers = Map.copyOf(vouchers);
    }

    /** The trust anchor that {@code authority} is in {@code scope}; empty if it is one of the configuration. */
    Optional<Voucher> voucher(Scope scope, TrustedAuthority authority) {
        return Optional.ofNullable(vouchers.getOrDefault(scope, Map.of()).get(authority));
    }

    /** The same, when so many certificates have been revoked. */
    Trusted revoked(long position) {
        return new Trusted(shared, ofScopes, revocations, vouchers, position);
    }

    /** All of them. */
    List<TrustedAuthority> all() {
        return Stream.concat(shared.stream(), ofScopes.values().stream().flatMap(Set::stream))
                .toList();
    }

    /** When the first of them expires; empty if there are none. */
    public Optional<Instant> earliestEnd() {
        return all().stream()
                .map(it -> it.certificate().getNotAfter().toInstant())
                .min(Comparator.naturalOrder());
    }

    /** Who may vouch for identities of {@code scope} alone. */
    Set<TrustedAuthority> of(Scope scope) {
        return ofScopes.getOrDefault(scope, Set.of());
    }
}
