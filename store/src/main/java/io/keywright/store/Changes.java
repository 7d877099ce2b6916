package io.keywright.store;

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
import io.keywright.core.change.UsageChange.KeyUsed;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.KeyImport;
import io.keywright.model.StoredKey;
import io.keywright.model.Subscription;
import io.keywright.model.Tally;
import io.keywright.model.TrustAnchor;
import io.keywright.model.acme.AcmeCredential;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Applies changes. Each begins with the one statement that finds out whether it applies. */
final class Changes {

    private final Session session;
    private final Codes tenants;
    private final UsageWriter usage;
    private final KeyChanges keys;
    private final RootChanges roots;
    private final RewrapChanges rewraps;
    private final RoleChanges roles;
    private final ApprovalChanges approvals;
    private final SubscriptionChanges subscriptions;
    private final AnswerChanges answers;
    private final LedgerKeyChanges ledgerKeys;
    private final TagRows tags;
    private Optional<Tally> told = Optional.empty();

    Changes(Session session, Codes tenants, UsageWriter usage, InstantSource clock, TagRows tags) {
        this.session = session;
        this.tenants = tenants;
        this.usage = usage;
        this.keys = new KeyChanges(session, tenants);
        this.roots = new RootChanges(session, tenants);
        this.rewraps = new RewrapChanges(session, tenants);
        this.roles = new RoleChanges(session);
        this.approvals = new ApprovalChanges(session, tenants, clock);
        this.subscriptions = new SubscriptionChanges(session);
        this.answers = new AnswerChanges(session);
        this.ledgerKeys = new LedgerKeyChanges(session);
        this.tags = tags;
    }

    /** Whether {@code change}, which the receipt at {@code index} tells of, applied; if not, nothing happened. */
    boolean apply(Change change, long index) throws SQLException {
        told = Optional.empty();
        boolean applied = applies(change, index);
        if (applied) {
            tags.write(session, change, index);
        }
        return applied;
    }

    /** Answers once which uses the change that was applied last tells of, if it tells of any. */
    Optional<Tally> takeTold() {
        Optional<Tally> taken = told;
        told = Optional.empty();
        return taken;
    }

    private boolean applies(Change change, long index) throws SQLException {
        return switch (change) {
            case Change.None none -> true;
            case InstallationChange.EvidenceExported exported -> true;
            case InstallationChange.LogLevelChanged changed -> true;
            case InstallationChange.BackupRestored restored ->
                SqlRestorationStore.tell(session, restored.restoration());
            case RootChange.Created created -> roots.create(created.root());
            case RootChange.TenantCreated created -> roots.create(created.tenant(), created.root());
            case RootChange.WrappingsChanged changed -> roots.change(changed);
            case RootChange.Rotated rotated -> roots.rotate(rotated);
            case RootChange.SecretsRewrapped rewrapped -> rewraps.apply(rewrapped);
            case RootChange.Retired retired -> roots.retire(retired);
            case RootChange.Refused refused -> roots.refuse(refused.tenantId(), refused.refusal());
            case RootChange.Restored restored -> roots.restore(restored.tenantId());
            case KeyChange.Created created -> isUnderRoot(created.key()) && keys.create(created.key());
            case KeyChange.ImportBegun begun ->
                isUnderRoot(begun.begun()) && KeyImportRow.begin(session, begun.begun(), begun.most());
            case KeyChange.ImportTried tried -> KeyImportRow.count(session, tried.importId(), tried.most());
            case KeyChange.Imported imported -> isUnderRoot(imported.key()) && keys.create(imported);
            case KeyChange.ImportExpired expired ->
                KeyImportRow.end(session, expired.expired().importId());
            case KeyChange.Exported exported -> keys.isStill(exported.key());
            case KeyChange.DistantBegun begun -> DistantKeyRow.begin(session, begun.key(), begun.eraseAfter());
            case KeyChange.DistantErased erased -> DistantKeyRow.erase(session, erased.key());
            case KeyChange.Rotated rotated -> isUnderRoot(rotated.successor()) && keys.rotate(rotated);
            case KeyChange.RotationRuleChanged changed -> keys.changeRotation(changed);
            case KeyChange.RotationAnnounced announced -> keys.announce(announced);
            case KeyChange.PolicyChanged changed -> keys.changePolicy(changed.key());
            case KeyChange.Revoked revoked -> keys.revoke(revoked);
            case InstallationChange.LedgerKeyRotated rotated -> ledgerKeys.rotate(rotated);
            case KeyChange.Moved moved -> keys.move(moved);
            case KeyUsed used -> fits(used) && used(used);
            case UsageChange.KeysUsed used -> fits(used) && used(used.one()) && used(used.other());
            case UsageChange.Told uses -> told(uses, index);
            case TrustChange.AnchorsAdded added ->
                TrustAnchorRow.insert(session, tenant(added.anchors().getFirst()), added, index);
            case TrustChange.AnchorReplaced replaced ->
                TrustAnchorRow.replace(session, tenant(replaced.successor()), replaced, index);
            case TrustChange.AnchorRetired retired ->
                TrustAnchorRow.retire(session, tenant(retired.anchor()), retired.anchor());
            case Change.DoneWithKey done ->
                fits(done.use()) && applies(done.change(), index) && applies(done.use(), index);
            case AuthorityChange.Created created -> isUnderRoot(created.key()) && created(created);
            case AuthorityChange.Changed changed -> AuthorityRow.change(session, changed.authority());
            case AuthorityChange.CertificateIssued issued -> issued(issued);
            case AuthorityChange.CertificateRevoked revoked -> CertificateRow.revoke(session, revoked);
            case AuthorityChange.RevocationListSigned signed -> CertificateRow.sign(session, signed);
            case TrustChange.BundleReported reported -> BundleReportRow.put(session, reported);
            case AcmeChange.CredentialCreated created -> created(created);
            case AcmeChange.CredentialRevoked revoked -> AcmeCredentialRow.revoke(session, revoked.credential());
            case AcmeChange.AccountRegistered registered ->
                AcmeAccountRow.insert(session, registered.account(), registered.most());
            case AcmeChange.AccountChanged changed -> AcmeAccountRow.change(session, changed.account());
            case AcmeChange.OrderFulfilled fulfilled -> fulfilled(fulfilled);
            case RoleChange.Bound bound -> roles.bind(bound.binding());
            case RoleChange.Unbound unbound -> roles.unbind(unbound.binding().bindingId());
            case ApprovalChange.Requested requested -> approvals.request(requested);
            case ApprovalChange.Voted voted -> approvals.vote(voted.approvalId(), voted.vote());
            case ApprovalChange.Expired expired -> approvals.expire(expired.approvalId());
            case Change.Approved approved -> approved(approved, index);
            case Change.AnswerKept kept -> kept(kept, index);
            case SubscriptionChange.Created created ->
                isUnderRoot(created.subscription()) && subscriptions.create(created.subscription(), created.most());
            case FindingChange.Opened opened -> FindingRow.open(session, opened.finding());
            case FindingChange.Resolved resolved -> FindingRow.resolve(session, resolved.finding());
            case SubscriptionChange.Deleted deleted -> subscriptions.delete(deleted.subscription());
            case SubscriptionChange.Resumed resumed -> subscriptions.resume(resumed.subscription());
            case SubscriptionChange.Changed changed ->
                isUnderRoot(changed.subscription()) && subscriptions.change(changed.subscription());
            case SubscriptionChange.Advanced advanced -> subscriptions.advance(advanced);
            case SubscriptionChange.Died died -> subscriptions.die(died);
            case InstallationChange.RowsTagged tagged -> SqlRowKeyStore.insert(session, tagged.key());
        };
    }

    private boolean used(KeyUsed use) {
        usage.add(use);
        return true;
    }

    /** Whether {@code use} applies, of which nothing is written yet. */
    private boolean fits(Change use) throws SQLException {
        return switch (use) {
            case KeyUsed used -> usage.fits(session, used);
            case UsageChange.KeysUsed used ->
                usage.fits(session, used.one())
                        && usage.fits(session, used.other().besides(used.one()));
            case UsageChange.Told told -> fits(told.use());
            default -> true;
        };
    }

    private boolean created(AuthorityChange.Created created) throws SQLException {
        long tenant = tenants.of(session, created.authority().scope().tenantId());
        boolean applied = AuthorityRow.hasRoom(session, tenant, created) && keys.create(created.key());
        if (applied) {
            AuthorityRow.insert(session, tenant, created.authority());
        }
        if (applied && created.issued().isPresent()) {
            CertificateRow.insert(session, tenant, created.issued().get());
        }
        return applied;
    }

    private boolean issued(AuthorityChange.CertificateIssued issued) throws SQLException {
        IssuedCertificate certificate = issued.certificate();
        return AuthorityRow.isOfVersion(session, UuidBytes.of(certificate.authorityId()), issued.authorityVersion())
                && CertificateRow.insert(
                        session, tenants.of(session, certificate.scope().tenantId()), certificate);
    }

    private boolean created(AcmeChange.CredentialCreated created) throws SQLException {
        AcmeCredential credential = created.credential();
        String tenantId = credential.scope().tenantId();
        return roots.areInForce(tenantId, List.of(credential.secret()))
                && AcmeCredentialRow.insert(session, tenants.of(session, tenantId), credential, created.most());
    }

    private boolean fulfilled(AcmeChange.OrderFulfilled fulfilled) throws SQLException {
        byte[] authority = UuidBytes.of(fulfilled.issued().certificate().authorityId());
        return AuthorityRow.isOfVersion(session, authority, fulfilled.issued().authorityVersion())
                && AcmeOrderRow.fulfil(session, fulfilled)
                && issued(fulfilled.issued());
    }

    private boolean told(UsageChange.Told uses, long index) throws SQLException {
        told = Optional.of(uses.tally());
        return applies(uses.use(), index);
    }

    /** Whether what it is wrapped under is still there; whoever wrapped it before a version was retired begins again. */
    private boolean isUnderRoot(StoredKey key) throws SQLException {
        return roots.areInForce(
                key.metadata().scope().tenantId(), key.wrapped().stream().toList());
    }

    private boolean isUnderRoot(KeyImport begun) throws SQLException {
        return roots.areInForce(begun.scope().tenantId(), List.of(begun.privateKey()));
    }

    private boolean isUnderRoot(Subscription subscription) throws SQLException {
        return roots.areInForce(subscription.tenantId(), subscription.secrets());
    }

    private long tenant(TrustAnchor anchor) throws SQLException {
        return tenants.of(session, anchor.scope().tenantId());
    }

    private boolean approved(Change.Approved approved, long index) throws SQLException {
        if (!approvals.spend(approved.approval())) {
            return false;
        }
        boolean applied = applies(approved.change(), index);
        if (applied) {
            approvals.endSpent(approved.approval());
        } else {
            approvals.unspend(approved.approval());
        }
        return applied;
    }

    private boolean kept(Change.AnswerKept kept, long index) throws SQLException {
        if (!answers.keep(kept.answer(), kept.most())) {
            return false;
        }
        boolean applied = applies(kept.change(), index);
        if (!applied) {
            answers.forget(kept.answer());
        }
        return applied;
    }
}
