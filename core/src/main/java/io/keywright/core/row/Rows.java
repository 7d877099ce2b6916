package io.keywright.core.row;

import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Authority;
import io.keywright.model.KeyLine;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyVersion;
import io.keywright.model.Origin;
import io.keywright.model.RevokedSerial;
import io.keywright.model.RoleBinding;
import io.keywright.model.RootRefusal;
import io.keywright.model.RotationRule;
import io.keywright.model.Row;
import io.keywright.model.RowKind;
import io.keywright.model.RowName;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import io.keywright.model.WireName;
import io.keywright.model.Wrapping;
import io.keywright.model.acme.AcmeAccount;
import io.keywright.model.acme.AcmeCredential;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What rows are tagged over. Times are milliseconds since 1970, sets are in order, and a member without a value is not
 * written; the package says how to add one.
 */
public final class Rows {

    private final Map<String, Object> members = new HashMap<>();
    private final RowName name;

    private Rows(RowKind kind, Object id) {
        this.name = new RowName(kind, id.toString());
        with("row", kind.wireName()).with("id", name.id());
    }

    private Rows with(String member, @Nullable Object value) {
        if (value != null) {
            members.put(member, value);
        }
        return this;
    }

    private Rows with(String member, @Nullable Instant time) {
        return with(member, time == null ? null : (Object) time.toEpochMilli());
    }

    private Rows in(Scope scope) {
        return with("tenant_id", scope.tenantId())
                .with("environment", scope.environment().wireName())
                .with("plane", scope.plane().wireName());
    }

    private Row row() {
        return new Row(name, CanonicalJson.write(members));
    }

    public static Row of(KeyLine line) {
        AccessPolicy policy = line.accessPolicy();
        return new Rows(RowKind.KEY_LINE, line.lineId())
                .in(line.scope())
                .with("alias", line.alias())
                .with("key_type", line.keyType().wireName())
                .with("key_usage", names(line.keyUsage()))
                .with("policy_version", line.policyVersion())
                .with(
                        "allowed_modules",
                        policy.allowedModules().stream().sorted().toList())
                .with("requires_approval", policy.requiresApproval())
                .with("max_usage_per_day", policy.maxUsagePerDay())
                .with("module_operations", operations(policy))
                .with("rotation_period", period(line.rotation()))
                .with("exportable", line.exportable() ? true : null)
                .row();
    }

    /** The version that {@code key} is of its line. */
    public static Row of(KeyMetadata key) {
        KeyVersion version = key.version();
        return new Rows(RowKind.KEY, version.keyId())
                .in(key.scope())
                .with("line", key.line().lineId().toString())
                .with("number", version.number())
                .with("key_state", version.state().wireName())
                .with("public_key", version.publicKey())
                .with("created_at", version.createdAt())
                .with("valid_from", version.validFrom())
                .with("valid_until", version.validUntil())
                .with("rotated_from", text(version.rotatedFrom()))
                .with("rotated_to", text(version.rotatedTo()))
                .with("protection", version.protection().wireName())
                .with("destroys_at", version.destroysAt())
                .with(
                        "origin",
                        version.origin() == Origin.GENERATED
                                ? null
                                : version.origin().wireName())
                .row();
    }

    public static Row of(RoleBinding binding) {
        return new Rows(RowKind.ROLE_BINDING, binding.bindingId())
                .with("tenant_id", binding.tenantId())
                .with("identity", binding.identity())
                .with("role", binding.role().wireName())
                .with("environment", wireName(binding.environment()))
                .with("plane", wireName(binding.plane()))
                .with("created_at", binding.createdAt())
                .row();
    }

    /** An anchor that is trusted. */
    public static Row of(TrustAnchor anchor) {
        return anchor(anchor).row();
    }

    /** An anchor that is trusted no more. */
    public static Row retired(TrustAnchor anchor) {
        return anchor(anchor).with("retired", true).row();
    }

    private static Rows anchor(TrustAnchor anchor) {
        return new Rows(RowKind.TRUST_ANCHOR, anchor.anchorId())
                .in(anchor.scope())
                .with("anchor_type", anchor.anchorType().wireName())
                .with("certificate", Base64.getEncoder().encodeToString(anchor.certificate()))
                .with("created_at", anchor.createdAt())
                .with("version", anchor.version())
                .with("planes", unusualPlanes(anchor))
                .with("replaces", anchor.replaces().map(UUID::toString).orElse(null))
                .with("trusted_until", anchor.trustedUntil().orElse(null));
    }

    private static @Nullable Object unusualPlanes(TrustAnchor anchor) {
        return anchor.planes().equals(TrustAnchor.mostPlanes(anchor.scope())) ? null : names(anchor.planes());
    }

    public static Row of(Authority authority) {
        return new Rows(RowKind.AUTHORITY, authority.authorityId())
                .in(authority.scope())
                .with("name", authority.name())
                .with("key_id", authority.keyId().toString())
                .with("parent_id", text(authority.parentId()))
                .with("rules", RulesJson.members(authority.rules()))
                .with("request", authority.request().map(Rows::base64).orElse(null))
                .with("certificate", authority.certificate().map(Rows::base64).orElse(null))
                .with("chain", authority.chain().stream().map(Rows::base64).toList())
                .with("created_at", authority.createdAt())
                .with("version", authority.version())
                .row();
    }

    /** What its secret is bound to vouches for that. */
    public static Row of(AcmeCredential credential) {
        return new Rows(RowKind.ACME_CREDENTIAL, credential.credentialId())
                .in(credential.scope())
                .with("authority_id", credential.authorityId().toString())
                .with("module", credential.module())
                .with("created_at", credential.createdAt())
                .with("revoked_at", credential.revokedAt().orElse(null))
                .row();
    }

    public static Row of(AcmeAccount account) {
        return new Rows(RowKind.ACME_ACCOUNT, account.accountId())
                .with("authority_id", account.authorityId().toString())
                .with("credential_id", account.credentialId().toString())
                .with("key", account.key())
                .with("thumbprint", account.thumbprint())
                .with("deactivated", account.deactivated() ? true : null)
                .with("created_at", account.createdAt())
                .with("version", account.version())
                .row();
    }

    public static Row revocation(UUID certificateId, RevokedSerial revoked) {
        return new Rows(RowKind.CERTIFICATE_REVOCATION, certificateId)
                .with("issuer_key", revoked.issuerKey())
                .with("serial", revoked.serial().toString(16))
                .with("not_after", revoked.notAfter())
                .with("revoked_at", revoked.revocation().at())
                .with("reason", revoked.revocation().reason().wireName())
                .row();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public static Row tenant(String tenantId, Optional<String> tenantName, Instant createdAt) {
        return new Rows(RowKind.TENANT, tenantId)
                .with("name", tenantName.orElse(null))
                .with("created_at", createdAt)
                .row();
    }

    /** A tenant's root, which has had so many versions, of which those from {@code oldest} on are in force. */
    public static Row root(String tenantId, int versions, int oldest, Collection<Wrapping> wrappings) {
        return new Rows(RowKind.TENANT_ROOT, tenantId)
                .with("versions", versions)
                .with("oldest_version", oldest == 1 ? null : (Object) oldest)
                .with("wrappings", wrappings(wrappings))
                .row();
    }

    public static Row refusal(String tenantId, RootRefusal refusal) {
        return new Rows(RowKind.ROOT_REFUSAL, tenantId)
                .with("provider", refusal.provider())
                .with("reason", refusal.reason())
                .with("refused_at", refusal.refusedAt())
                .row();
    }

    private static List<Map<String, Object>> wrappings(Collection<Wrapping> wrappings) {
        return wrappings.stream()
                .sorted(Comparator.comparing(it -> it.wrappingId().toString()))
                .map(Rows::wrapping)
                .toList();
    }

    private static Map<String, Object> wrapping(Wrapping wrapping) {
        Map<String, Object> members = new HashMap<>();
        members.put("wrapping_id", wrapping.wrappingId().toString());
        members.put("provider", wrapping.provider());
        members.put("preference", wrapping.preference());
        wrapping.key().key().ifPresent(key -> members.put("key", key));
        wrapping.key().role().ifPresent(role -> members.put("role", role));
        wrapping.key().externalId().ifPresent(id -> members.put("external_id", id));
        return members;
    }

    private static Map<String, Object> operations(AccessPolicy policy) {
        Map<String, Object> operations = new HashMap<>();
        policy.moduleOperations().forEach((module, uses) -> operations.put(module, names(uses)));
        return operations;
    }

    private static List<String> names(Collection<? extends WireName> values) {
        return values.stream().map(WireName::wireName).sorted().toList();
    }

    private static @Nullable Long period(RotationRule rule) {
        return rule.millis().isPresent() ? rule.millis().getAsLong() : null;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String wireName(@Nullable WireName value) {
        return value == null ? null : value.wireName();
    }
}
