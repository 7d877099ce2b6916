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
import io.keywright.model.Tally;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

/** Applies changes. Each begins with the one statement that finds out whether it applies; nothing happened if it does not. */
final class Changes {

    private final Session session;
    private final UsageWriter usage;
    private final KeyChanges keys;
    private final RootChanges roots;
    private final RoleChanges roles;
    private final ApprovalChanges approvals;
    private final AuthorityChanges authorities;
    private final AcmeChanges acme;
    private final TrustChanges trust;
    private final SubscriptionChanges subscriptions;
    private final AnswerChanges answers;
    private final LedgerKeyChanges ledgerKeys;
    private final TagRows tags;
    private Optional<Tally> told = Optional.empty();

    Changes(Session session, Codes tenants, UsageWriter usage, InstantSource clock, TagRows tags) {
        RootVersions versions = new RootVersions(session, tenants);
        this.session = session;
        this.usage = usage;
        this.keys = new KeyChanges(session, tenants, versions);
        this.roots = new RootChanges(session, tenants, versions);
        this.roles = new RoleChanges(session);
        this.approvals = new ApprovalChanges(session, tenants, clock);
        this.authorities = new AuthorityChanges(session, tenants, keys);
        this.acme = new AcmeChanges(session, tenants, versions, authorities);
        this.trust = new TrustChanges(session, tenants);
        this.subscriptions = new SubscriptionChanges(session, versions);
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
            case Change.Approved approved -> approved(approved, index);
            case Change.AnswerKept kept -> kept(kept, index);
            case Change.DoneWithKey done ->
                fits(done.use()) && applies(done.change(), index) && applies(done.use(), index);
            case UsageChange use -> used(use, index);
            case KeyChange changed -> keys.apply(changed);
            case RootChange changed -> roots.apply(changed);
            case RoleChange changed -> roles.apply(changed);
            case ApprovalChange changed -> approvals.apply(changed);
            case AuthorityChange changed -> authorities.apply(changed);
            case AcmeChange changed -> acme.apply(changed);
            case TrustChange changed -> trust.apply(changed, index);
            case SubscriptionChange changed -> subscriptions.apply(changed);
            case FindingChange.Opened opened -> FindingRow.open(session, opened.finding());
            case FindingChange.Resolved resolved -> FindingRow.resolve(session, resolved.finding());
            case InstallationChange changed -> ofInstallation(changed);
        };
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

    private boolean used(UsageChange use, long index) throws SQLException {
        return switch (use) {
            case KeyUsed used -> fits(used) && counted(used);
            case UsageChange.KeysUsed used -> fits(used) && counted(used.one()) && counted(used.other());
            case UsageChange.Told uses -> {
                told = Optional.of(uses.tally());
                yield applies(uses.use(), index);
            }
        };
    }

    private boolean counted(KeyUsed use) {
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
            case UsageChange.Told uses -> fits(uses.use());
            default -> true;
        };
    }

    private boolean ofInstallation(InstallationChange change) throws SQLException {
        return switch (change) {
            case InstallationChange.LedgerKeyRotated rotated -> ledgerKeys.rotate(rotated);
            case InstallationChange.BackupRestored restored ->
                SqlRestorationStore.tell(session, restored.restoration());
            case InstallationChange.RowsTagged tagged -> SqlRowKeyStore.insert(session, tagged.key());
            case InstallationChange.EvidenceExported exported -> true;
            case InstallationChange.LogLevelChanged changed -> true;
        };
    }
}
