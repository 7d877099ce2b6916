package io.keywright.core.row;

import io.keywright.core.journal.Change;
import io.keywright.core.journal.Change.KeyRotated;
import io.keywright.model.RevokedSerial;
import io.keywright.model.Row;
import io.keywright.model.RowKind;
import io.keywright.model.RowName;
import io.keywright.model.TenantRoot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which rows a change writes or removes, of those that vouch for themselves. What they say comes from the change and never
 * from the store, so that no change vouches for what somebody else has written meanwhile.
 */
public final class ChangedRows {

    private ChangedRows() {}

    public static List<RowChange> of(Change change) {
        return switch (change) {
            case Change.KeyCreated created ->
                written(
                        Rows.of(created.key().metadata().line()),
                        Rows.of(created.key().metadata()));
            case Change.KeyImported imported ->
                written(
                        Rows.of(imported.key().metadata().line()),
                        Rows.of(imported.key().metadata()));
            case KeyRotated rotated ->
                written(
                        Rows.of(rotated.predecessor()),
                        Rows.of(rotated.successor().metadata()));
            case Change.PolicyChanged changed -> written(Rows.of(changed.key().line()));
            case Change.RotationRuleChanged changed ->
                written(Rows.of(changed.key().line()));
            case Change.KeyRevoked revoked -> written(Rows.of(revoked.key()));
            case Change.KeyMoved moved -> written(Rows.of(moved.key()));
            case Change.TenantRootCreated created -> first(created.root(), Optional.empty());
            case Change.TenantCreated created ->
                first(created.root(), created.tenant().name());
            case Change.TenantRootChanged changed ->
                written(Rows.root(
                        changed.tenant().tenantId(),
                        changed.versions().getLast().version(),
                        changed.versions().getFirst().version(),
                        changed.tenant().wrappings()));
            case Change.TenantRootRotated rotated -> written(root(rotated.next(), rotated.oldest()));
            case Change.TenantRootRetired retired ->
                written(Rows.root(retired.tenantId(), retired.newest(), retired.version() + 1, retired.wrappings()));
            case Change.SecretsRewrapped rewrapped -> List.of();
            case Change.TenantRootRefused refused -> written(Rows.refusal(refused.tenantId(), refused.refusal()));
            case Change.TenantRootRestored restored -> removed(RowKind.ROOT_REFUSAL, restored.tenantId());
            case Change.RoleBound bound -> written(Rows.of(bound.binding()));
            case Change.RoleUnbound unbound ->
                removed(RowKind.ROLE_BINDING, unbound.binding().bindingId());
            case Change.TrustAnchorsAdded added ->
                written(added.anchors().stream().map(Rows::of).toArray(Row[]::new));
            case Change.TrustAnchorReplaced replaced ->
                written(Rows.of(replaced.successor()), Rows.of(replaced.predecessor()));
            case Change.TrustAnchorRetired retired -> written(Rows.retired(retired.anchor()));
            case Change.AuthorityCreated created ->
                written(
                        Rows.of(created.key().metadata().line()),
                        Rows.of(created.key().metadata()),
                        Rows.of(created.authority()));
            case Change.AuthorityChanged changed -> written(Rows.of(changed.authority()));
            case Change.CertificateRevoked revoked ->
                written(Rows.revocation(
                        revoked.certificate().certificateId(),
                        new RevokedSerial(
                                0,
                                revoked.issuerKey(),
                                revoked.certificate().serial(),
                                revoked.certificate().notAfter(),
                                revoked.revocation())));
            case Change.AcmeCredentialCreated created -> written(Rows.of(created.credential()));
            case Change.AcmeCredentialRevoked revoked -> written(Rows.of(revoked.credential()));
            case Change.AcmeAccountRegistered registered -> written(Rows.of(registered.account()));
            case Change.AcmeAccountChanged changed -> written(Rows.of(changed.account()));
            case Change.AcmeOrderFulfilled fulfilled -> of(fulfilled.issued());
            case Change.DoneWithKey done -> of(done.change());
            case Change.CertificateIssued issued -> List.of();
            case Change.RevocationListSigned signed -> List.of();
            case Change.RowsTagged tagged ->
                tagged.rows().stream().<RowChange>map(RowChange.Written::new).toList();
            case Change.Approved approved -> of(approved.change());
            case Change.AnswerKept kept -> of(kept.change());
            case Change.UsesTold told -> of(told.use());
            case Change.None none -> List.of();
            case Change.KeyUsed used -> List.of();
            case Change.KeysUsed used -> List.of();
            case Change.KeyImportBegun begun -> List.of();
            case Change.KeyImportTried tried -> List.of();
            case Change.KeyImportExpired expired -> List.of();
            case Change.KeyExported exported -> List.of();
            case Change.LedgerKeyRotated rotated -> List.of();
            case Change.BackupRestored restored -> List.of();
            case Change.LogLevelChanged changed -> List.of();
            case Change.RotationAnnounced announced -> List.of();
            case Change.DistantKeyBegun begun -> List.of();
            case Change.DistantKeyErased erased -> List.of();
            case Change.EvidenceExported exported -> List.of();
            case Change.ApprovalRequested requested -> List.of();
            case Change.ApprovalVoted voted -> List.of();
            case Change.ApprovalExpired expired -> List.of();
            case Change.TrustBundleReported reported -> List.of();
            case Change.SubscriptionCreated created -> List.of();
            case Change.SubscriptionDeleted deleted -> List.of();
            case Change.SubscriptionResumed resumed -> List.of();
            case Change.SubscriptionChanged changed -> List.of();
            case Change.SubscriptionAdvanced advanced -> List.of();
            case Change.SubscriptionDied died -> List.of();
            case Change.FindingOpened opened -> List.of();
            case Change.FindingResolved resolved -> List.of();
        };
    }

    private static List<RowChange> first(TenantRoot root, Optional<String> name) {
        return written(Rows.tenant(root.tenantId(), name, root.createdAt()), root(root, root.version()));
    }

    private static Row root(TenantRoot newest, int oldest) {
        return Rows.root(newest.tenantId(), newest.version(), oldest, newest.wrappings());
    }

    private static List<RowChange> written(Row... rows) {
        return Stream.of(rows).<RowChange>map(RowChange.Written::new).toList();
    }

    private static List<RowChange> removed(RowKind kind, Object id) {
        return List.of(new RowChange.Removed(new RowName(kind, id.toString())));
    }
}
