package io.keywright.core.distant;

import io.keywright.core.journal.StoreException;
import io.keywright.core.tenant.TenantStore;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Tenant;
import io.keywright.model.Wrapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chooses the provider that keeps a tenant's key pairs: one of those that wrap the tenant's root, or the installation's own.
 * No other one, whoever asks: it may be another tenant's. Calls may block.
 */
public final class KeeperChoice {

    private final TenantStore tenants;
    private final Keepers keepers;

    public KeeperChoice(TenantStore tenants, Keepers keepers) {
        this.tenants = tenants;
        this.keepers = keepers;
    }

    /**
     * The provider for a new pair: of those that wrap the tenant's root the one that makes pairs, else the installation's.
     *
     * @param wanted the provider's name, if the request has it
     * @throws KeywrightException INVALID_REQUEST if there is none, or several and none is named, or it is named and is not
     *     one of them, or no provider makes keys of that type
     */
    public String keeper(String tenantId, KeyType type, Optional<String> wanted) {
        if (!type.asymmetric()) {
            throw bad(
                    "key_type",
                    "Keys of type " + type.wireName() + " are not made inside a provider: choose a key pair, such as"
                            + " EC-P256, or protection software.");
        }
        List<String> allowed = allowed(tenantId);
        if (allowed.isEmpty()) {
            throw bad(
                    "protection",
                    "No provider of yours makes keys inside; leave protection out, or ask the operator for a token"
                            + " (docs/setup/PKCS11_SETUP.md).");
        }
        return wanted.map(name -> named(name, allowed)).orElseGet(() -> only(tenantId, allowed));
    }

    /** The provider for the pair that takes the place of another: the same, as long as the tenant may use it. */
    public String successor(String tenantId, KeyType type, String before) {
        return allowed(tenantId).contains(before) ? before : keeper(tenantId, type, Optional.empty());
    }

    private static String named(String name, List<String> allowed) {
        if (!allowed.contains(name)) {
            throw bad("provider", "provider must be one of " + String.join(", ", allowed) + ".");
        }
        return name;
    }

    private String only(String tenantId, List<String> allowed) {
        List<String> own = allowed.stream().filter(ofRoot(tenantId)::contains).toList();
        if (own.size() > 1) {
            throw bad(
                    "provider", "Several providers make keys inside; send provider: " + String.join(" or ", own) + ".");
        }
        return own.isEmpty() ? allowed.getFirst() : own.getFirst();
    }

    /** Those that the tenant may use. */
    private List<String> allowed(String tenantId) {
        return Stream.concat(ofRoot(tenantId).stream(), Stream.of(keepers.ofInstallation()))
                .distinct()
                .filter(keepers::has)
                .toList();
    }

    /** Those that wrap the tenant's root, in order of preference; none if it has no root yet. */
    private List<String> ofRoot(String tenantId) {
        try {
            return tenants.tenant(tenantId).stream()
                    .map(Tenant::wrappings)
                    .flatMap(List::stream)
                    .map(Wrapping::provider)
                    .distinct()
                    .toList();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private static KeywrightException bad(String member, String advice) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("member", member));
    }
}
