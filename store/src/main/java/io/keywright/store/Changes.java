package io.keywright.store;

import io.keywright.core.journal.Change;
import io.keywright.core.journal.Change.ApprovalRequested;
import io.keywright.core.journal.Change.ApprovalVoted;
import io.keywright.core.journal.Change.Approved;
import io.keywright.core.journal.Change.KeyCreated;
import io.keywright.core.journal.Change.KeyMoved;
import io.keywright.core.journal.Change.KeyRevoked;
import io.keywright.core.journal.Change.KeyRotated;
import io.keywright.core.journal.Change.KeyUsed;
import io.keywright.core.journal.Change.PolicyChanged;
import io.keywright.core.journal.Change.RoleBound;
import io.keywright.core.journal.Change.RoleUnbound;
import io.keywright.core.journal.Change.TenantRootCreated;
import io.keywright.core.journal.Change.TrustAnchorRetired;
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
            case Change.EvidenceExported exported -> true;
            case Change.LogLevelChanged changed -> true;
            case Change.BackupRestored restored -> SqlRestorationStore.tell(session, restored.restoration());
            case TenantRootCreated created -> roots.create(created.root());
            case Change.TenantCreated created -> roots.create(created.tenant(), created.root());
            case Change.TenantRootChanged changed -> roots.change(changed);
            case Change.TenantRootRotated rotated -> roots.rotate(rotated);
            case Change.SecretsRewrapped rewrapped -> rewraps.apply(rewrapped);
            case Change.TenantRootRetired retired -> roots.retire(retired);
            case Change.TenantRootRefused refused -> roots.refuse(refused.tenantId(), refused.refusal());
            case Change.TenantRootRestored restored -> roots.restore(restored.tenantId());
            case KeyCreated created -> isUnderRoot(created.key()) && keys.create(created.key());
            case Change.KeyImportBegun begun ->
                isUnderRoot(begun.begun()) && KeyImportRow.begin(session, begun.begun(), begun.most());
            case Change.KeyImportTried tried -> KeyImportRow.count(session, tried.importId(), tried.most());
            case Change.KeyImported imported -> isUnderRoot(imported.key()) && keys.create(imported);
            case Change.KeyImportExpired expired ->
                KeyImportRow.end(session, expired.expired().importId());
            case Change.KeyExported exported -> keys.isStill(exported.key());
            case Change.DistantKeyBegun begun -> DistantKeyRow.begin(session, begun.key(), begun.eraseAfter());
            case Change.DistantKeyErased erased -> DistantKeyRow.erase(session, erased.key());
            case KeyRotated rotated -> isUnderRoot(rotated.successor()) && keys.rotate(rotated);
            case Change.RotationRuleChanged changed -> keys.changeRotation(changed);
            case Change.RotationAnnounced announced -> keys.announce(announced);
            case PolicyChanged changed -> keys.changePolicy(changed.key());
            case KeyRevoked revoked -> keys.revoke(revoked);
            case Change.LedgerKeyRotated rotated -> ledgerKeys.rotate(rotated);
            case KeyMoved moved -> keys.move(moved);
            case KeyUsed used -> fits(used) && used(used);
            case Change.KeysUsed used -> fits(used) && used(used.one()) && used(used.other());
            case Change.UsesTold uses -> told(uses, index);
            case Change.TrustAnchorsAdded added ->
                TrustAnchorRow.insert(session, tenant(added.anchors().getFirst()), added, index);
            case Change.TrustAnchorReplaced replaced ->
                TrustAnchorRow.replace(session, tenant(replaced.successor()), replaced, index);
            case TrustAnchorRetired retired ->
                TrustAnchorRow.retire(session, tenant(retired.anchor()), retired.anchor());
            case Change.DoneWithKey done ->
                fits(done.use()) && applies(done.change(), index) && applies(done.use(), index);
            case Change.AuthorityCreated created -> isUnderRoot(created.key()) && created(created);
            case Change.AuthorityChanged changed -> AuthorityRow.change(session, changed.authority());
            case Change.CertificateIssued issued -> issued(issued);
            case Change.CertificateRevoked revoked -> CertificateRow.revoke(session, revoked);
            case Change.RevocationListSigned signed -> CertificateRow.sign(session, signed);
            case Change.TrustBundleReported reported -> BundleReportRow.put(session, reported);
            case Change.AcmeCredentialCreated created -> created(created);
            case Change.AcmeCredentialRevoked revoked -> AcmeCredentialRow.revoke(session, revoked.credential());
            case Change.AcmeAccountRegistered registered ->
                AcmeAccountRow.insert(session, registered.account(), registered.most());
            case Change.AcmeAccountChanged changed -> AcmeAccountRow.change(session, changed.account());
            case Change.AcmeOrderFulfilled fulfilled -> fulfilled(fulfilled);
            case RoleBound bound -> roles.bind(bound.binding());
            case RoleUnbound unbound -> roles.unbind(unbound.binding().bindingId());
            case ApprovalRequested requested -> approvals.request(requested);
            case ApprovalVoted voted -> approvals.vote(voted.approvalId(), voted.vote());
            case Change.ApprovalExpired expired -> approvals.expire(expired.approvalId());
            case Approved approved -> approved(approved, index);
            case Change.AnswerKept kept -> kept(kept, index);
            case Change.SubscriptionCreated created ->
                isUnderRoot(created.subscription()) && subscriptions.create(created.subscription(), created.most());
            case Change.FindingOpened opened -> FindingRow.open(session, opened.finding());
            case Change.FindingResolved resolved -> FindingRow.resolve(session, resolved.finding());
            case Change.SubscriptionDeleted deleted -> subscriptions.delete(deleted.subscription());
            case Change.SubscriptionResumed resumed -> subscriptions.resume(resumed.subscription());
            case Change.SubscriptionChanged changed ->
                isUnderRoot(changed.subscription()) && subscriptions.change(changed.subscription());
            case Change.SubscriptionAdvanced advanced -> subscriptions.advance(advanced);
            case Change.SubscriptionDied died -> subscriptions.die(died);
            case Change.RowsTagged tagged -> SqlRowKeyStore.insert(session, tagged.key());
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
            case Change.KeysUsed used ->
                usage.fits(session, used.one())
                        && usage.fits(session, used.other().besides(used.one()));
            case Change.UsesTold told -> fits(told.use());
            default -> true;
        };
    }

    private boolean created(Change.AuthorityCreated created) throws SQLException {
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

    private boolean issued(Change.CertificateIssued issued) throws SQLException {
        IssuedCertificate certificate = issued.certificate();
        return AuthorityRow.isOfVersion(session, UuidBytes.of(certificate.authorityId()), issued.authorityVersion())
                && CertificateRow.insert(
                        session, tenants.of(session, certificate.scope().tenantId()), certificate);
    }

    private boolean created(Change.AcmeCredentialCreated created) throws SQLException {
        AcmeCredential credential = created.credential();
        String tenantId = credential.scope().tenantId();
        return roots.areInForce(tenantId, List.of(credential.secret()))
                && AcmeCredentialRow.insert(session, tenants.of(session, tenantId), credential, created.most());
    }

    private boolean fulfilled(Change.AcmeOrderFulfilled fulfilled) throws SQLException {
        byte[] authority = UuidBytes.of(fulfilled.issued().certificate().authorityId());
        return AuthorityRow.isOfVersion(session, authority, fulfilled.issued().authorityVersion())
                && AcmeOrderRow.fulfil(session, fulfilled)
                && issued(fulfilled.issued());
    }

    private boolean told(Change.UsesTold uses, long index) throws SQLException {
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

    private boolean approved(Approved approved, long index) throws SQLException {
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
