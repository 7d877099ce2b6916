package io.keywright.core.administration;

import io.keywright.core.tenant.Holding;
import io.keywright.core.tenant.Holding.Kind;
import io.keywright.core.tenant.Lease;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What this node holds in memory.
 *
 * @param providers what each has opened, by name
 * @param tenants what is held of each, by id; some of them
 */
public record CacheFigures(Stock roots, Stock keys, Stock publicKeys, List<Group> providers, List<Group> tenants) {

    /**
     * All of one kind.
     *
     * @param room how many there may be
     * @param hitRate the share of askings that memory answered, 0 to 1
     * @param times of those that a provider opened
     */
    public record Stock(int held, int room, double hitRate, Times times) {

        static Stock of(Kind kind, List<Holding> holdings, int room, double hitRate) {
            List<Holding> ofKind =
                    holdings.stream().filter(holding -> holding.kind() == kind).toList();
            return new Stock(ofKind.size(), room, hitRate, Times.of(ofKind));
        }
    }

    /** What belongs to one provider or tenant. */
    public record Group(String name, int roots, int keys, int publicKeys, Times times) {

        private static Group of(String name, List<Holding> holdings) {
            return new Group(
                    name,
                    count(holdings, Kind.ROOT),
                    count(holdings, Kind.KEY),
                    count(holdings, Kind.PUBLIC_KEY),
                    Times.of(holdings));
        }

        private static int count(List<Holding> holdings, Kind kind) {
            return Math.toIntExact(
                    holdings.stream().filter(holding -> holding.kind() == kind).count());
        }
    }

    /**
     * How old some things are.
     *
     * @param oldest how long ago the oldest word of a provider is
     * @param nextRenewal in how long a provider is asked again at the soonest, if what that concerns is in use
     */
    public record Times(Optional<Duration> oldest, Optional<Duration> nextRenewal) {

        private static Times of(List<Holding> holdings) {
            List<Lease> leases = holdings.stream()
                    .flatMap(holding -> holding.lease().stream())
                    .toList();
            return new Times(
                    leases.stream().map(Lease::age).max(Comparator.naturalOrder()),
                    leases.stream().map(Lease::untilRenewal).min(Comparator.naturalOrder()));
        }
    }

    static List<Group> byProvider(List<Holding> holdings) {
        return grouped(
                holdings.stream().filter(holding -> holding.lease().isPresent()).toList(),
                holding -> holding.lease().orElseThrow().provider());
    }

    static List<Group> byTenant(List<Holding> holdings) {
        return grouped(holdings, Holding::tenantId);
    }

    private static List<Group> grouped(List<Holding> holdings, Function<Holding, String> name) {
        return holdings.stream()
                .collect(Collectors.groupingBy(name, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(group -> Group.of(group.getKey(), group.getValue()))
                .toList();
    }
}
