package io.keywright.core.authorization;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.model.Caller;
import io.keywright.model.Party;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who has which roles, and why: those that the configuration gives to identities, and those that are bound to them. Who has
 * none may do nothing. Needs no database. Thread-safe.
 */
public final class Roles {

    private static final int MOST_REMEMBERED = 10_000;
    private static final Ground CONFIGURED = new Ground.Configured();

    private record Place(String tenantId, Party party) {}

    private record Holder(String tenantId, String identity) {}

    /** What is bound at one moment, and what follows from it. A new moment starts from nothing. */
    private record Moment(Map<Holder, List<RoleBinding>> bound, Cache<Place, Map<Role, Ground>> known) {}

    private final Map<Role, List<IdentityPattern>> configured;
    private volatile Moment moment = moment(List.of());

    public Roles(Map<Role, List<IdentityPattern>> configured) {
        this.configured = Map.copyOf(configured);
    }

    /** Takes {@code bindings} for all that there are. */
    public void replaceBindings(Collection<RoleBinding> bindings) {
        moment = moment(bindings);
    }

    public Set<Role> of(Caller caller) {
        Scope scope = caller.scope();
        return grounds(scope == null ? Scope.GLOBAL : scope.tenantId(), Party.of(caller))
                .keySet();
    }

    /** Why {@code party}, an identity of the tenant's, has {@code role} there; empty if it has not. */
    public Optional<Ground> ground(String tenantId, Party party, Role role) {
        return Optional.ofNullable(grounds(tenantId, party).get(role));
    }

    private Map<Role, Ground> grounds(String tenantId, Party party) {
        Moment now = moment;
        return now.known.get(new Place(tenantId, party), place -> grounds(now.bound, place));
    }

    /** What the configuration gives nobody can take back, so that it comes first. */
    private Map<Role, Ground> grounds(Map<Holder, List<RoleBinding>> bound, Place place) {
        Map<Role, Ground> grounds = new EnumMap<>(Role.class);
        configured.forEach((role, identities) -> {
            if (identities.stream()
                    .anyMatch(identity -> identity.matches(place.party().subject()))) {
                grounds.put(role, CONFIGURED);
            }
        });
        bindings(bound, place)
                .forEach(binding -> grounds.putIfAbsent(binding.role(), new Ground.Bound(binding.bindingId())));
        return Collections.unmodifiableMap(grounds);
    }

    private static List<RoleBinding> bindings(Map<Holder, List<RoleBinding>> bound, Place place) {
        Party party = place.party();
        String person = party.person();
        return (person == null ? List.of(party.subject()) : List.of(party.subject(), person))
                .stream()
                        .flatMap(identity ->
                                bound.getOrDefault(new Holder(place.tenantId(), identity), List.of()).stream())
                        .toList();
    }

    private static Moment moment(Collection<RoleBinding> bindings) {
        Map<Holder, List<RoleBinding>> bound = bindings.stream()
                .collect(Collectors.groupingBy(binding -> new Holder(binding.tenantId(), binding.identity())));
        return new Moment(
                bound, Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build());
    }
}
