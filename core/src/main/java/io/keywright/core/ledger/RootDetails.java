package io.keywright.core.ledger;

import io.keywright.core.change.RootChange;
import io.keywright.core.change.RootChange.SecretsRewrapped;
import io.keywright.model.RewrappedSecret;
import io.keywright.model.RewrappedSecret.Owner;
import io.keywright.model.Tenant;
import io.keywright.model.TenantRoot;
import io.keywright.model.Wrapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What {@link ChangeDetails} say of tenants' roots, and of what lies under them. */
final class RootDetails {

    private RootDetails() {}

    static Map<String, @Nullable Object> of(RootChange change) {
        return switch (change) {
            case RootChange.Created created -> of(created.root());
            case RootChange.TenantCreated created -> of(created.tenant(), created.root());
            case RootChange.WrappingsChanged changed -> changed(changed);
            case RootChange.Rotated rotated -> of(rotated.next());
            case RootChange.SecretsRewrapped rewrapped -> rewrapped(rewrapped);
            case RootChange.Retired retired -> Details.members("root_version", retired.version());
            case RootChange.Refused refused ->
                Details.members(
                        "provider", refused.refusal().provider(),
                        "reason", refused.refusal().reason());
            case RootChange.Restored restored -> new HashMap<>();
        };
    }

    private static Map<String, @Nullable Object> of(TenantRoot root) {
        return Details.members(
                "provider", root.wrappings().getFirst().provider(),
                "root_version", root.version(),
                "wrappings", wrappings(root.wrappings()));
    }

    private static Map<String, @Nullable Object> of(Tenant tenant, TenantRoot root) {
        Map<String, @Nullable Object> details = of(root);
        details.put("name", tenant.name().orElse(null));
        return details;
    }

    private static Map<String, @Nullable Object> changed(RootChange.WrappingsChanged changed) {
        Map<String, @Nullable Object> details = Details.members(
                "root_versions", changed.versions().size(),
                "wrappings", wrappings(changed.tenant().wrappings()),
                "old_wrappings", wrappings(changed.before()));
        if (changed.tenant().givesUpOwnKey(changed.before())) {
            details.put("own_key_given_up", true);
        }
        return details;
    }

    private static Map<String, @Nullable Object> rewrapped(SecretsRewrapped rewrapped) {
        Map<String, @Nullable Object> details = Details.members(
                "old_root_version", rewrapped.from(),
                "root_version", rewrapped.to(),
                "keys", ids(rewrapped.secrets(), owner -> owner == Owner.KEY),
                "subscriptions",
                        ids(
                                rewrapped.secrets(),
                                owner -> owner == Owner.SUBSCRIPTION || owner == Owner.SUBSCRIPTION_BEFORE));
        List<String> credentials = ids(rewrapped.secrets(), owner -> owner == Owner.ACME_CREDENTIAL);
        if (!credentials.isEmpty()) {
            details.put("acme_credentials", credentials);
        }
        return details;
    }

    private static List<String> ids(List<RewrappedSecret> secrets, Predicate<Owner> owners) {
        return secrets.stream()
                .filter(secret -> owners.test(secret.owner()))
                .map(secret -> secret.id().toString())
                .distinct()
                .toList();
    }

    private static List<Map<String, @Nullable Object>> wrappings(List<Wrapping> wrappings) {
        return wrappings.stream().map(RootDetails::wrapping).toList();
    }

    private static Map<String, @Nullable Object> wrapping(Wrapping wrapping) {
        Map<String, @Nullable Object> details = Details.members(
                "wrapping_id", wrapping.wrappingId().toString(),
                "provider", wrapping.provider(),
                "preference", wrapping.preference());
        details.put("key", wrapping.key().key().orElse(null));
        wrapping.key().role().ifPresent(role -> details.put("role", role));
        return details;
    }
}
