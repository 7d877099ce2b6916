package io.keywright.core.authorization;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.model.Caller;
import io.keywright.model.Party;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who has which roles: those that the configuration gives to identities, and those that are bound to them. Who has none
 * may do nothing. Needs no database. Thread-safe.
 */
public final class Roles {

    private static final int MOST_REMEMBERED = 10_000;

    private record Place(String tenantId, Party party) {}

    private record Binding(String tenantId, String identity) {}

    /** What is bound at one moment, and what follows from it. A new moment starts from nothing. */
    private record Moment(Map<Binding, Set<Role>> bound, Cache<Place, Set<Role>> known) {}

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
        return of(scope == null ? Scope.GLOBAL : scope.tenantId(), Party.of(caller));
    }

    /** The roles that {@code party}, an identity of the tenant's, has there. */
    public Set<Role> of(String tenantId, Party party) {
        Moment now = moment;
        return now.known.get(new Place(tenantId, party), place -> roles(now.bound, place));
    }

    private Set<Role> roles(Map<Binding, Set<Role>> bound, Place place) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        configured.forEach((role, identities) -> {
            if (identities.stream()
                    .anyMatch(identity -> identity.matches(place.party().subject()))) {
                roles.add(role);
            }
        });
        roles.addAll(
                bound.getOrDefault(new Binding(place.tenantId(), place.party().subject()), Set.of()));
        String person = place.party().person();
        if (person != null) {
            roles.addAll(bound.getOrDefault(new Binding(place.tenantId(), person), Set.of()));
        }
        return roles;
    }

    private static Moment moment(Collection<RoleBinding> bindings) {
        Map<Binding, Set<Role>> bound = bindings.stream()
                .collect(Collectors.groupingBy(
                        binding -> new Binding(binding.tenantId(), binding.identity()),
                        Collectors.mapping(RoleBinding::role, Collectors.toSet())));
        return new Moment(
                bound, Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build());
    }
}
