package io.keywright.core.ledger;

import io.keywright.core.journal.Change;
import io.keywright.core.journal.Change.ApprovalRequested;
import io.keywright.core.journal.Change.ApprovalVoted;
import io.keywright.core.journal.Change.Approved;
import io.keywright.core.journal.Change.EvidenceExported;
import io.keywright.core.journal.Change.KeyCreated;
import io.keywright.core.journal.Change.KeyMoved;
import io.keywright.core.journal.Change.KeyRevoked;
import io.keywright.core.journal.Change.KeyRotated;
import io.keywright.core.journal.Change.PolicyChanged;
import io.keywright.core.journal.Change.RoleBound;
import io.keywright.core.journal.Change.RoleUnbound;
import io.keywright.core.journal.Change.TenantRootCreated;
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
            case Change.KeyUsed used -> Map.of();
            case Change.KeysUsed used -> Map.of();
            case Change.UsesTold told -> TallyDetails.of(told.tally());
            case TenantRootCreated created -> RootDetails.of(created.root());
            case Change.TenantCreated created -> RootDetails.of(created.tenant(), created.root());
            case Change.TenantRootChanged changed -> RootDetails.changed(changed);
            case Change.TenantRootRotated rotated -> RootDetails.of(rotated.next());
            case Change.SecretsRewrapped rewrapped -> RootDetails.rewrapped(rewrapped);
            case Change.TenantRootRetired retired -> members("root_version", retired.version());
            case Change.TenantRootRefused refused ->
                members(
                        "provider", refused.refusal().provider(),
                        "reason", refused.refusal().reason());
            case Change.TenantRootRestored restored -> new HashMap<>();
            case KeyCreated created -> KeyDetails.of(created.key().metadata());
            case Change.KeyImportBegun begun -> KeyDetails.importing(begun.begun());
            case Change.KeyImportTried tried -> Map.of();
            case Change.KeyImported imported -> KeyDetails.of(imported.key().metadata());
            case Change.KeyImportExpired expired -> KeyDetails.importing(expired.expired());
            case Change.KeyExported exported -> KeyDetails.export(exported);
            case Change.DistantKeyBegun begun -> Map.of();
            case Change.DistantKeyErased erased -> Map.of();
            case KeyRotated rotated -> KeyDetails.rotation(rotated);
            case Change.RotationRuleChanged changed -> KeyDetails.rotationRule(changed);
            case Change.RotationAnnounced announced -> KeyDetails.announcement(announced);
            case PolicyChanged changed -> KeyDetails.policy(changed.key());
            case KeyRevoked revoked -> KeyDetails.revocation(revoked);
            case KeyMoved moved -> KeyDetails.move(moved);
            case Change.LedgerKeyRotated rotated ->
                members(
                        "old_key", rotated.from().toString(),
                        "new_key", rotated.to().verifierKey().toString(),
                        "overlap_until", Details.time(rotated.overlapUntil()));
            case EvidenceExported exported -> export(exported);
            case Change.LogLevelChanged changed -> logLevel(changed);
            case Change.BackupRestored restored -> restoration(restored.restoration());
            case RoleBound bound -> binding(bound.binding());
            case RoleUnbound unbound -> binding(unbound.binding());
            case ApprovalRequested requested -> request(requested.approval());
            case ApprovalVoted voted ->
                members(
                        "approval_id", voted.approvalId().toString(),
                        "granted", voted.vote().granted());
            case Change.ApprovalExpired expired ->
                members("approval_id", expired.approvalId().toString());
            case Approved approved -> approved(approved);
            case Change.AnswerKept kept -> describe(kept.change());
            case Change.DoneWithKey done -> describe(done.change());
            case Change.AuthorityCreated created -> AuthorityDetails.of(created);
            case Change.AuthorityChanged changed -> AuthorityDetails.of(changed.authority());
            case Change.CertificateIssued issued -> AuthorityDetails.issued(issued.certificate());
            case Change.CertificateRevoked revoked -> AuthorityDetails.revoked(revoked);
            case Change.AcmeCredentialCreated created -> AcmeDetails.of(created.credential());
            case Change.AcmeCredentialRevoked revoked -> AcmeDetails.of(revoked.credential());
            case Change.AcmeAccountRegistered registered -> AcmeDetails.of(registered.account());
            case Change.AcmeAccountChanged changed -> AcmeDetails.of(changed.account());
            case Change.AcmeOrderFulfilled fulfilled -> AcmeDetails.of(fulfilled);
            case Change.RevocationListSigned signed -> AuthorityDetails.list(signed);
            case Change.TrustAnchorsAdded added -> AnchorDetails.of(added.anchors());
            case Change.TrustAnchorReplaced replaced ->
                AnchorDetails.of(List.of(replaced.successor(), replaced.predecessor()));
            case Change.TrustAnchorRetired retired -> AnchorDetails.retired(retired.anchor());
            case Change.TrustBundleReported reported ->
                members(
                        "agent", reported.report().agent(),
                        "bundle_plane", reported.report().plane().wireName(),
                        "bundle_version", reported.report().version());
            case Change.SubscriptionCreated created -> SubscriptionDetails.of(created.subscription());
            case Change.SubscriptionDeleted deleted -> SubscriptionDetails.of(deleted.subscription());
            case Change.SubscriptionResumed resumed -> SubscriptionDetails.of(resumed.subscription());
            case Change.SubscriptionChanged changed -> SubscriptionDetails.of(changed.subscription());
            case Change.SubscriptionAdvanced advanced -> Map.of();
            case Change.SubscriptionDied died -> new HashMap<>();
            case Change.FindingOpened opened -> FindingDetails.of(opened.finding());
            case Change.FindingResolved resolved -> FindingDetails.of(resolved.finding());
            case Change.RowsTagged tagged -> new HashMap<>();
        };
    }

    private static Map<String, @Nullable Object> export(EvidenceExported exported) {
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

    private static Map<String, @Nullable Object> logLevel(Change.LogLevelChanged changed) {
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

    private static Map<String, @Nullable Object> approved(Approved approved) {
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
