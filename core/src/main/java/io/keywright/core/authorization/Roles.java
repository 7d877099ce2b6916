package io.keywright.core.authorization;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.model.Caller;
import io.keywright.model.Party;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import io.keywright.model.Voucher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who has which roles, and why: those that the configuration gives to identities, and those that are bound to them in their
 * scope. Who has none may do nothing. Needs no database. Thread-safe.
 */
public final class Roles {

    private static final int MOST_REMEMBERED = 10_000;

    /** @param byOwnAnchor whether an anchor that the scope's own tenant added vouches for the party */
    private record TenantParty(Scope scope, Party party, boolean byOwnAnchor) {}

    private record Holder(String tenantId, String identity) {}

    /** What is bound at one moment, and what follows from it. A new moment starts from nothing. */
    private record Moment(Map<Holder, List<RoleBinding>> bound, Cache<TenantParty, Map<Role, List<Ground>>> known) {}

    private final Map<Role, List<IdentityPattern>> configured;
    private volatile Moment moment = moment(List.of());

    public Roles(Map<Role, List<IdentityPattern>> configured) {
        this.configured = Map.copyOf(configured);
    }

    /** Takes {@code bindings} for all that there are. */
    public void replaceBindings(Collection<RoleBinding> bindings) {
        moment = moment(bindings);
    }

    /** What the configuration gives, and to whom. */
    public Map<Role, List<IdentityPattern>> configured() {
        return configured;
    }

    public Set<Role> of(Caller caller) {
        Scope scope = caller.scope();
        return grounds(scope == null ? Scope.OF_ALL : scope, Party.of(caller), caller.voucher())
                .keySet();
    }

    /**
     * Why {@code party}, an identity of {@code scope}, has {@code role} there; none if it has not. What the configuration
     * gives comes first, because nobody can take it back.
     *
     * @param scope {@link Scope#OF_ALL} for a platform identity
     * @param voucher the trust anchor that vouches for it, if it is none of the configuration's
     */
    public List<Ground> grounds(Scope scope, Party party, @Nullable Voucher voucher, Role role) {
        return grounds(scope, party, voucher).getOrDefault(role, List.of());
    }

    private Map<Role, List<Ground>> grounds(Scope scope, Party party, @Nullable Voucher voucher) {
        Moment now = moment;
        boolean byOwnAnchor = voucher != null && voucher.isOwnOf(scope);
        return now.known.get(new TenantParty(scope, party, byOwnAnchor), place -> grounds(now.bound, place));
    }

    private Map<Role, List<Ground>> grounds(Map<Holder, List<RoleBinding>> bound, TenantParty place) {
        Map<Role, List<Ground>> grounds = new EnumMap<>(Role.class);
        configured.forEach((role, patterns) -> patterns.stream()
                .filter(pattern -> pattern.matches(place.party().subject()))
                .forEach(pattern -> add(grounds, role, new Ground.Configured(pattern))));
        bindings(bound, place).forEach(binding -> add(grounds, binding.role(), new Ground.Bound(binding)));
        if (place.byOwnAnchor()) {
            grounds.computeIfPresent(Role.APPROVER, (role, all) -> ofPerson(all, place.party()));
        }
        return Collections.unmodifiableMap(grounds);
    }

    /**
     * Whoever may add anchors can make as many identities as it likes. None of them is an approver where the anchor was
     * added, but a person whom an issuer of tokens vouches for is.
     */
    private static @Nullable List<Ground> ofPerson(List<Ground> grounds, Party party) {
        List<Ground> bound = grounds.stream()
                .filter(ground -> ground instanceof Ground.Bound it
                        && it.binding().identity().equals(party.person()))
                .toList();
        return bound.isEmpty() ? null : bound;
    }

    private static void add(Map<Role, List<Ground>> grounds, Role role, Ground ground) {
        grounds.computeIfAbsent(role, it -> new ArrayList<>(1)).add(ground);
    }

    private static List<RoleBinding> bindings(Map<Holder, List<RoleBinding>> bound, TenantParty place) {
        String tenantId = place.scope().tenantId();
        Party party = place.party();
        String person = party.person();
        return (person == null ? List.of(party.subject()) : List.of(party.subject(), person))
                .stream()
                        .flatMap(identity -> bound.getOrDefault(new Holder(tenantId, identity), List.of()).stream())
                        .filter(binding -> binding.holdsIn(place.scope()))
                        .toList();
    }

    private static Moment moment(Collection<RoleBinding> bindings) {
        Map<Holder, List<RoleBinding>> bound = bindings.stream()
                .collect(Collectors.groupingBy(binding -> new Holder(binding.tenantId(), binding.identity())));
        return new Moment(
                bound, Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build());
    }
}
