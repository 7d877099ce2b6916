package io.keywright.core.administration;

import io.keywright.core.administration.CacheFigures.Group;
import io.keywright.core.administration.CacheFigures.Stock;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.root.RootKeys;
import io.keywright.core.tenant.CachePart;
import io.keywright.core.tenant.Holding;
import io.keywright.core.tenant.Holding.Kind;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.work.Deadline;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows, empties and fills what this node holds in memory. */
public final class Caches {

    private static final int MOST_KEYS = 1000;

    /** So much of a call's time is left for its receipt and its answer. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    /** What was let go of. */
    public record Purged(int roots, int keys, int publicKeys) {}

    private final TenantCatalogue catalogue;
    private final RootKeys providers;
    private final TenantRoots roots;
    private final KeyRing ring;
    private final TenantKeys keys;
    private final CacheWarming warming;

    /** @param blocking runs what waits for the store and the providers */
    public Caches(
            TenantCatalogue catalogue,
            RootKeys providers,
            TenantRoots roots,
            KeyRing ring,
            KeyStore keys,
            Executor blocking) {
        this.catalogue = catalogue;
        this.providers = providers;
        this.roots = roots;
        this.ring = ring;
        this.keys = new TenantKeys(keys);
        this.warming = new CacheWarming(roots, ring, blocking);
    }

    /**
     * What this node holds: all of it in sums, and that part by provider and tenant.
     *
     * @param after the tenant that those come after which are shown; null for the first
     * @param limit how many tenants at the most
     */
    public CacheFigures figures(Caller caller, CachePart part, @Nullable String after, int limit) {
        catalogue.requireAdmin(caller);
        check(part);
        List<Holding> all = Stream.concat(roots.holdings().stream(), ring.holdings().stream())
                .toList();
        List<Holding> meant = all.stream().filter(holding -> holding.isIn(part)).toList();
        List<Group> tenants = CacheFigures.byTenant(meant).stream()
                .filter(tenant -> after == null || tenant.name().compareTo(after) > 0)
                .limit(limit)
                .toList();
        double keyRate = ring.traffic().hitRate();
        return new CacheFigures(
                Stock.of(Kind.ROOT, all, roots.room(), roots.traffic().hitRate()),
                Stock.of(Kind.KEY, all, ring.room(), keyRate),
                Stock.of(Kind.PUBLIC_KEY, all, ring.room(), keyRate),
                CacheFigures.byProvider(meant),
                tenants);
    }

    /** Lets go of that part at once, and ends what was opened under its roots. */
    public UseCase<Purged> purge(CachePart part) {
        return UseCase.blocking(call -> {
            admit(call, part);
            int ended = part.keyId().isPresent() ? 0 : roots.drop(part);
            KeyRing.Dropped dropped = ring.drop(part);
            return Outcome.of(new Purged(ended, dropped.keys(), dropped.publicKeys()));
        });
    }

    /** Opens that part before anybody needs it: roots; of a tenant its active keys, too; or one key. */
    public UseCase<Warmed> warm(CachePart part) {
        return UseCase.blocking(call -> {
            admit(call, part);
            Deadline until = call.deadline().within(call.deadline().left().minus(MARGIN));
            return Outcome.of(part.tenantId()
                    .map(tenantId -> catalogue.get(call.caller(), tenantId))
                    .map(tenant -> warmTenant(tenant.tenantId(), part, until))
                    .orElseGet(() -> warmRoots(part, until)));
        });
    }

    private Warmed warmRoots(CachePart part, Deadline until) {
        List<String> tenants = catalogue.wrapped(part, roots.room() + 1);
        Warmed warmed = warming.roots(tenants.stream().limit(roots.room()).toList(), until);
        return tenants.size() > roots.room() ? warmed.incomplete() : warmed;
    }

    private Warmed warmTenant(String tenantId, CachePart part, Deadline until) {
        if (part.keyId().isPresent()) {
            return warming.keys(List.of(key(tenantId, part.keyId().get())), until);
        }
        Warmed root = warming.roots(List.of(tenantId), until);
        return root.failed() > 0 || !root.complete()
                ? root
                : root.and(warming.keys(keys.active(tenantId, MOST_KEYS), until));
    }

    private KeyMetadata key(String tenantId, UUID keyId) {
        return keys.find(tenantId, keyId)
                .orElseThrow(() -> new KeywrightException(
                        ErrorCode.KEY_NOT_FOUND, "The tenant has no such key; list its keys with GET /kms/v1/keys."));
    }

    private void admit(Call call, CachePart part) {
        catalogue.requireAdmin(call.caller());
        check(part);
        part.keyId().ifPresent(call::names);
        part.tenantId().ifPresent(tenantId -> call.concerns(new Scope(tenantId, Environment.PROD, Plane.SHARED)));
    }

    private void check(CachePart part) {
        part.provider().filter(name -> !providers.names().contains(name)).ifPresent(unknown -> {
            throw bad(
                    "provider",
                    "There is no root provider of that name; there are " + String.join(", ", providers.names()) + ".");
        });
        if (part.keyId().isPresent()
                && (part.tenantId().isEmpty() || part.provider().isPresent())) {
            throw bad("key_id", "Send key_id together with the key's tenant_id, and without a provider.");
        }
    }

    private static KeywrightException bad(String member, String advice) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("member", member));
    }
}
