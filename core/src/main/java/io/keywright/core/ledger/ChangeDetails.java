package io.keywright.core.ledger;

import io.keywright.core.change.AcmeChange;
import io.keywright.core.change.ApprovalChange;
import io.keywright.core.change.AuthorityChange;
import io.keywright.core.change.Change;
import io.keywright.core.change.FindingChange;
import io.keywright.core.change.InstallationChange;
import io.keywright.core.change.KeyChange;
import io.keywright.core.change.RoleChange;
import io.keywright.core.change.RootChange;
import io.keywright.core.change.SubscriptionChange;
import io.keywright.core.change.TrustChange;
import io.keywright.core.change.UsageChange;
import io.keywright.core.row.ChangedRows;
import io.keywright.core.row.RowChange;
import io.keywright.ledger.evidence.EvidenceFiles;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.Approval;
import io.keywright.model.Caller;
import io.keywright.model.Restoration;
import io.keywright.model.RoleBinding;
import io.keywright.model.SpentApproval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a change changed, and who made it, in words that last: the RFC 8785 object whose digest the receipt has. Holds no
 * key material. What an auditor reads and events tell comes from here, so members are only ever added.
 */
final class ChangeDetails {

    private ChangeDetails() {}

    /** Empty if {@code change} is none worth telling: a use of a key is told by its receipt. */
    static Optional<byte[]> of(Caller caller, Change change) {
        Map<String, @Nullable Object> details = describe(change);
        List<RowChange> rows = ChangedRows.of(change);
        if (details.isEmpty() && rows.isEmpty()) {
            return Optional.empty();
        }
        if (!rows.isEmpty()) {
            details.put(RowDetails.MEMBER, RowDetails.of(rows));
        }
        details.put("actor", caller.subject());
        if (caller.person() != null) {
            details.put("actor_person", caller.person());
        }
        return Optional.of(CanonicalJson.write(details));
    }

    private static Map<String, @Nullable Object> describe(Change change) {
        return switch (change) {
            case Change.None none -> Map.of();
            case UsageChange.KeyUsed used -> Map.of();
            case UsageChange.KeysUsed used -> Map.of();
            case UsageChange.Told told -> TallyDetails.of(told.tally());
            case RootChange.Created created -> RootDetails.of(created.root());
            case RootChange.TenantCreated created -> RootDetails.of(created.tenant(), created.root());
            case RootChange.WrappingsChanged changed -> RootDetails.changed(changed);
            case RootChange.Rotated rotated -> RootDetails.of(rotated.next());
            case RootChange.SecretsRewrapped rewrapped -> RootDetails.rewrapped(rewrapped);
            case RootChange.Retired retired -> members("root_version", retired.version());
            case RootChange.Refused refused ->
                members(
                        "provider", refused.refusal().provider(),
                        "reason", refused.refusal().reason());
            case RootChange.Restored restored -> new HashMap<>();
            case KeyChange.Created created -> KeyDetails.of(created.key().metadata());
            case KeyChange.ImportBegun begun -> KeyDetails.importing(begun.begun());
            case KeyChange.ImportTried tried -> Map.of();
            case KeyChange.Imported imported -> KeyDetails.of(imported.key().metadata());
            case KeyChange.ImportExpired expired -> KeyDetails.importing(expired.expired());
            case KeyChange.Exported exported -> KeyDetails.export(exported);
            case KeyChange.DistantBegun begun -> Map.of();
            case KeyChange.DistantErased erased -> Map.of();
            case KeyChange.Rotated rotated -> KeyDetails.rotation(rotated);
            case KeyChange.RotationRuleChanged changed -> KeyDetails.rotationRule(changed);
            case KeyChange.RotationAnnounced announced -> KeyDetails.announcement(announced);
            case KeyChange.PolicyChanged changed -> KeyDetails.policy(changed.key());
            case KeyChange.Revoked revoked -> KeyDetails.revocation(revoked);
            case KeyChange.Moved moved -> KeyDetails.move(moved);
            case InstallationChange.LedgerKeyRotated rotated ->
                members(
                        "old_key", rotated.from().toString(),
                        "new_key", rotated.to().verifierKey().toString(),
                        "overlap_until", Details.time(rotated.overlapUntil()));
            case InstallationChange.EvidenceExported exported -> export(exported);
            case InstallationChange.LogLevelChanged changed -> logLevel(changed);
            case InstallationChange.BackupRestored restored -> restoration(restored.restoration());
            case RoleChange.Bound bound -> binding(bound.binding());
            case RoleChange.Unbound unbound -> binding(unbound.binding());
            case ApprovalChange.Requested requested -> request(requested.approval());
            case ApprovalChange.Voted voted ->
                members(
                        "approval_id", voted.approvalId().toString(),
                        "granted", voted.vote().granted());
            case ApprovalChange.Expired expired ->
                members("approval_id", expired.approvalId().toString());
            case Change.Approved approved -> approved(approved);
            case Change.AnswerKept kept -> describe(kept.change());
            case Change.DoneWithKey done -> describe(done.change());
            case AuthorityChange.Created created -> AuthorityDetails.of(created);
            case AuthorityChange.Changed changed -> AuthorityDetails.of(changed.authority());
            case AuthorityChange.CertificateIssued issued -> AuthorityDetails.issued(issued.certificate());
            case AuthorityChange.CertificateRevoked revoked -> AuthorityDetails.revoked(revoked);
            case AcmeChange.CredentialCreated created -> AcmeDetails.of(created.credential());
            case AcmeChange.CredentialRevoked revoked -> AcmeDetails.of(revoked.credential());
            case AcmeChange.AccountRegistered registered -> AcmeDetails.of(registered.account());
            case AcmeChange.AccountChanged changed -> AcmeDetails.of(changed.account());
            case AcmeChange.OrderFulfilled fulfilled -> AcmeDetails.of(fulfilled);
            case AuthorityChange.RevocationListSigned signed -> AuthorityDetails.list(signed);
            case TrustChange.AnchorsAdded added -> AnchorDetails.of(added.anchors());
            case TrustChange.AnchorReplaced replaced ->
                AnchorDetails.of(List.of(replaced.successor(), replaced.predecessor()));
            case TrustChange.AnchorRetired retired -> AnchorDetails.retired(retired.anchor());
            case TrustChange.BundleReported reported ->
                members(
                        "agent", reported.report().agent(),
                        "bundle_plane", reported.report().plane().wireName(),
                        "bundle_version", reported.report().version());
            case SubscriptionChange.Created created -> SubscriptionDetails.of(created.subscription());
            case SubscriptionChange.Deleted deleted -> SubscriptionDetails.of(deleted.subscription());
            case SubscriptionChange.Resumed resumed -> SubscriptionDetails.of(resumed.subscription());
            case SubscriptionChange.Changed changed -> SubscriptionDetails.of(changed.subscription());
            case SubscriptionChange.Advanced advanced -> Map.of();
            case SubscriptionChange.Died died -> new HashMap<>();
            case FindingChange.Opened opened -> FindingDetails.of(opened.finding());
            case FindingChange.Resolved resolved -> FindingDetails.of(resolved.finding());
            case InstallationChange.RowsTagged tagged -> new HashMap<>();
        };
    }

    private static Map<String, @Nullable Object> export(InstallationChange.EvidenceExported exported) {
        return members(
                "export_id",
                exported.exportId().toString(),
                "from",
                Details.time(exported.from()),
                "to",
                Details.time(exported.to()),
                "receipts",
                exported.receipts(),
                EvidenceFiles.MANIFEST_DIGEST,
                exported.manifestSha256());
    }

    private static Map<String, @Nullable Object> logLevel(InstallationChange.LogLevelChanged changed) {
        Map<String, @Nullable Object> details = members(
                "category",
                changed.category().wireName(),
                "level",
                changed.level().wireName());
        changed.until().ifPresent(until -> details.put("until", Details.time(until)));
        return details;
    }

    private static Map<String, @Nullable Object> restoration(Restoration restoration) {
        Map<String, @Nullable Object> details = members(
                "receipts", restoration.receipts(),
                "restored_at", Details.time(restoration.at()));
        restoration.backupId().ifPresent(id -> details.put("backup_id", id.toString()));
        restoration.lost().ifPresent(lost -> details.put("lost", lost));
        return details;
    }

    private static Map<String, @Nullable Object> approved(Change.Approved approved) {
        SpentApproval spent = approved.approval();
        Map<String, @Nullable Object> details = new HashMap<>(describe(approved.change()));
        details.put("approval", members("issuer", spent.issuer(), "token_id", spent.tokenId()));
        return details;
    }

    private static Map<String, @Nullable Object> binding(RoleBinding binding) {
        Map<String, @Nullable Object> details = members(
                "binding_id", binding.bindingId().toString(),
                "tenant_id", binding.tenantId(),
                "identity", binding.identity(),
                "role", binding.role().wireName());
        if (binding.environment() != null) {
            details.put("environment", binding.environment().wireName());
        }
        if (binding.plane() != null) {
            details.put("plane", binding.plane().wireName());
        }
        return details;
    }

    private static Map<String, @Nullable Object> request(Approval approval) {
        Map<String, @Nullable Object> details = members(
                "approval_id", approval.approvalId().toString(),
                "operation", approval.operation().verb(),
                "request_digest", Details.base64(approval.requestDigest()),
                "reason", approval.reason(),
                "expires_at", Details.time(approval.expiresAt()));
        details.put("key_id", Details.text(approval.keyId()));
        return details;
    }

    private static Map<String, @Nullable Object> members(Object... namesAndValues) {
        return Details.members(namesAndValues);
    }
}
