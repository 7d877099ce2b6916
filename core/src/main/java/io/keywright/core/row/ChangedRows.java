package io.keywright.core.row;

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
import io.keywright.model.KeyMetadata;
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
            case Change.None none -> List.of();
            case Change.Tied tied -> of(tied.change());
            case UsageChange used -> List.of();
            case KeyChange changed -> ofKey(changed);
            case RootChange changed -> ofRoot(changed);
            case RoleChange.Bound bound -> written(Rows.of(bound.binding()));
            case RoleChange.Unbound unbound ->
                removed(RowKind.ROLE_BINDING, unbound.binding().bindingId());
            case ApprovalChange changed -> List.of();
            case AuthorityChange changed -> ofAuthority(changed);
            case AcmeChange changed -> ofAcme(changed);
            case TrustChange changed -> ofTrust(changed);
            case SubscriptionChange changed -> List.of();
            case FindingChange changed -> List.of();
            case InstallationChange changed -> ofInstallation(changed);
        };
    }

    private static List<RowChange> ofKey(KeyChange change) {
        return switch (change) {
            case KeyChange.Created created -> first(created.key().metadata());
            case KeyChange.Imported imported -> first(imported.key().metadata());
            case KeyChange.Rotated rotated ->
                written(
                        Rows.of(rotated.predecessor()),
                        Rows.of(rotated.successor().metadata()));
            case KeyChange.PolicyChanged changed ->
                written(Rows.of(changed.key().line()));
            case KeyChange.RotationRuleChanged changed ->
                written(Rows.of(changed.key().line()));
            case KeyChange.Revoked revoked -> written(Rows.of(revoked.key()));
            case KeyChange.Moved moved -> written(Rows.of(moved.key()));
            case KeyChange.ImportBegun begun -> List.of();
            case KeyChange.ImportTried tried -> List.of();
            case KeyChange.ImportExpired expired -> List.of();
            case KeyChange.Exported exported -> List.of();
            case KeyChange.RotationAnnounced announced -> List.of();
            case KeyChange.DistantBegun begun -> List.of();
            case KeyChange.DistantErased erased -> List.of();
        };
    }

    private static List<RowChange> ofRoot(RootChange change) {
        return switch (change) {
            case RootChange.Created created -> first(created.root(), Optional.empty());
            case RootChange.TenantCreated created ->
                first(created.root(), created.tenant().name());
            case RootChange.WrappingsChanged changed ->
                written(Rows.root(
                        changed.tenant().tenantId(),
                        changed.versions().getLast().version(),
                        changed.versions().getFirst().version(),
                        changed.tenant().wrappings()));
            case RootChange.Rotated rotated -> written(root(rotated.next(), rotated.oldest()));
            case RootChange.Retired retired ->
                written(Rows.root(retired.tenantId(), retired.newest(), retired.version() + 1, retired.wrappings()));
            case RootChange.SecretsRewrapped rewrapped -> List.of();
            case RootChange.Refused refused -> written(Rows.refusal(refused.tenantId(), refused.refusal()));
            case RootChange.Restored restored -> removed(RowKind.ROOT_REFUSAL, restored.tenantId());
        };
    }

    private static List<RowChange> ofAuthority(AuthorityChange change) {
        return switch (change) {
            case AuthorityChange.Created created ->
                written(
                        Rows.of(created.key().metadata().line()),
                        Rows.of(created.key().metadata()),
                        Rows.of(created.authority()));
            case AuthorityChange.Changed changed -> written(Rows.of(changed.authority()));
            case AuthorityChange.CertificateRevoked revoked ->
                written(Rows.revocation(
                        revoked.certificate().certificateId(),
                        new RevokedSerial(
                                0,
                                revoked.issuerKey(),
                                revoked.certificate().serial(),
                                revoked.certificate().notAfter(),
                                revoked.revocation())));
            case AuthorityChange.CertificateIssued issued -> List.of();
            case AuthorityChange.RevocationListSigned signed -> List.of();
        };
    }

    private static List<RowChange> ofAcme(AcmeChange change) {
        return switch (change) {
            case AcmeChange.CredentialCreated created -> written(Rows.of(created.credential()));
            case AcmeChange.CredentialRevoked revoked -> written(Rows.of(revoked.credential()));
            case AcmeChange.AccountRegistered registered -> written(Rows.of(registered.account()));
            case AcmeChange.AccountChanged changed -> written(Rows.of(changed.account()));
            case AcmeChange.OrderFulfilled fulfilled -> of(fulfilled.issued());
        };
    }

    private static List<RowChange> ofTrust(TrustChange change) {
        return switch (change) {
            case TrustChange.AnchorsAdded added ->
                written(added.anchors().stream().map(Rows::of).toArray(Row[]::new));
            case TrustChange.AnchorReplaced replaced ->
                written(Rows.of(replaced.successor()), Rows.of(replaced.predecessor()));
            case TrustChange.AnchorRetired retired -> written(Rows.retired(retired.anchor()));
            case TrustChange.BundleReported reported -> List.of();
        };
    }

    private static List<RowChange> ofInstallation(InstallationChange change) {
        return switch (change) {
            case InstallationChange.RowsTagged tagged ->
                tagged.rows().stream().<RowChange>map(RowChange.Written::new).toList();
            case InstallationChange.LedgerKeyRotated rotated -> List.of();
            case InstallationChange.BackupRestored restored -> List.of();
            case InstallationChange.LogLevelChanged changed -> List.of();
            case InstallationChange.EvidenceExported exported -> List.of();
        };
    }

    private static List<RowChange> first(KeyMetadata key) {
        return written(Rows.of(key.line()), Rows.of(key));
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
