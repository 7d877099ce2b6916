package io.keywright.core.administration;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.RootChange;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.root.RootKeys;
import io.keywright.core.tenant.RootWrapping;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Scope;
import io.keywright.model.Tenant;
import io.keywright.model.TenantRoot;
import io.keywright.model.Wrapping;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives tenants their roots, and moves roots from provider to provider while they are in use: the root itself stays, so that
 * nothing under it changes. A root counts as wrapped only once the provider has opened it again.
 */
public final class Tenants {

    private static final int MOST_WRAPPINGS = 8;

    private final TenantCatalogue catalogue;
    private final ApprovalGate gate;
    private final RootWrapping wrapping;
    private final RootKeys keys;
    private final UuidV7 ids;

    public Tenants(TenantCatalogue catalogue, ApprovalGate gate, RootWrapping wrapping, RootKeys keys, UuidV7 ids) {
        this.catalogue = catalogue;
        this.gate = gate;
        this.wrapping = wrapping;
        this.keys = keys;
        this.ids = ids;
    }

    /**
     * Makes a tenant's root before anybody uses it.
     *
     * @param wanted what it is wrapped with; nothing for the installation's own provider
     */
    public UseCase<Tenant> create(String tenantId, Optional<String> name, List<WantedWrapping> wanted) {
        return UseCase.blocking(call -> {
            admit(call, tenantId);
            if (catalogue.find(tenantId).isPresent()) {
                throw exists();
            }
            List<Wrapping> wrappings = named(wanted.isEmpty() ? ofInstallation() : wanted, List.of());
            TenantRoot root = wrapping.first(tenantId, wrappings, call.deadline());
            Tenant tenant = new Tenant(tenantId, name, root.createdAt(), wrappings, Optional.empty());
            return Outcome.of(tenant, new RootChange.TenantCreated(tenant, root))
                    .orElse(Tenants::exists);
        });
    }

    /**
     * Wraps a tenant's root with {@code wanted}, and with nothing else any more.
     *
     * @param named the tenant as the request's body names it, by which an approval of that body is one of this tenant
     */
    public UseCase<Tenant> changeRoot(String tenantId, Optional<String> named, WantedRoot wanted) {
        return UseCase.blocking(call -> {
            requireNamed(call, tenantId, named);
            admit(call, tenantId);
            Tenant before = catalogue.find(tenantId).orElseThrow(TenantCatalogue::notFound);
            Tenant after = before.wrappedWith(named(wanted.wrappings(), before.wrappings()));
            if (after.givesUpOwnKey(before.wrappings()) && !wanted.givesUpOwnKey()) {
                throw ownKey();
            }
            return Outcome.of(
                    after,
                    new RootChange.WrappingsChanged(
                            after,
                            before.wrappings(),
                            wrapping.otherwise(tenantId, after.wrappings(), call.deadline())));
        });
    }

    /**
     * Gives a tenant's root its next version. What lies under those before is wrapped under it bit by bit, by the service itself.
     *
     * @param named as of {@link #changeRoot}
     */
    public UseCase<TenantRoot> rotateRoot(String tenantId, Optional<String> named) {
        return UseCase.blocking(call -> {
            requireNamed(call, tenantId, named);
            admit(call, tenantId);
            Tenant tenant = catalogue.find(tenantId).orElseThrow(TenantCatalogue::notFound);
            RootChange.Rotated rotated = wrapping.next(tenantId, tenant.wrappings(), call.deadline());
            return Outcome.of(rotated.next(), rotated);
        });
    }

    private void requireNamed(Call call, String tenantId, Optional<String> named) {
        boolean same = named.map(tenantId::equals).orElse(!gate.guards(call.operation()));
        if (!same) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "Send the tenant_id of the path in the body, too: an approval is of the body, and must name its tenant.",
                    Map.of("member", "tenant_id"));
        }
    }

    private void admit(Call call, String tenantId) {
        catalogue.requireAdmin(call.caller());
        if (!Scope.isTenantId(tenantId) || tenantId.equals(Scope.GLOBAL)) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "tenant_id must be a tenant's id, as it stands in certificates and tokens.",
                    Map.of("member", "tenant_id"));
        }
        gate.guard(call);
        call.concerns(new Scope(tenantId, Environment.PROD, Plane.SHARED));
    }

    private List<WantedWrapping> ofInstallation() {
        return List.of(new WantedWrapping(keys.provider(), ProviderKeyReference.DEFAULT, 0));
    }

    /** In order of preference; what was there keeps its id. */
    private List<Wrapping> named(List<WantedWrapping> wanted, List<Wrapping> before) {
        check(wanted);
        return wanted.stream()
                .map(each -> each.named(before.stream()
                        .filter(each::isOf)
                        .findFirst()
                        .map(Wrapping::wrappingId)
                        .orElseGet(ids::next)))
                .sorted(Comparator.comparingInt(Wrapping::preference).thenComparing(Wrapping::wrappingId))
                .toList();
    }

    private void check(List<WantedWrapping> wanted) {
        if (wanted.isEmpty() || wanted.size() > MOST_WRAPPINGS) {
            throw bad("wrappings must be 1 to " + MOST_WRAPPINGS + ".");
        }
        long different = wanted.stream()
                .map(each -> Map.entry(each.provider(), each.key()))
                .distinct()
                .count();
        if (different < wanted.size()) {
            throw bad("Two wrappings name the same key of the same provider; send each once.");
        }
        wanted.stream()
                .map(WantedWrapping::provider)
                .filter(provider -> !keys.names().contains(provider))
                .findFirst()
                .ifPresent(unknown -> {
                    throw bad("There is no root provider of that name; there are " + String.join(", ", keys.names())
                            + ".");
                });
    }

    private static KeywrightException ownKey() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The tenant's root opens by keys of its own only, by which it can be switched off. Name such keys only, or send"
                        + " give_up_own_key: true.",
                Map.of("reason", "own_key", "member", "give_up_own_key"));
    }

    private static KeywrightException exists() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The tenant has a root key already; change what it is wrapped with by PUT /kms/v1/tenants/{tenant_id}/root.",
                Map.of("reason", "tenant_exists"));
    }

    private static KeywrightException bad(String advice) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("member", "wrappings"));
    }
}
