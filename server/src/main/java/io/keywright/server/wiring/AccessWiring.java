package io.keywright.server.wiring;

import io.keywright.core.approval.ApprovalCatalogue;
import io.keywright.core.approval.ApprovalExpiry;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.approval.ApprovalRequests;
import io.keywright.core.approval.ApprovalRules;
import io.keywright.core.approval.ApprovalTokens;
import io.keywright.core.approval.ApprovalVotes;
import io.keywright.core.approval.VoteCount;
import io.keywright.core.approval.WaitingApprovals;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.Roles;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.follow.Following;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.role.RoleBindings;
import io.keywright.server.Refusal;
import io.keywright.server.approval.GovernanceTokens;
import io.keywright.server.approval.JwsApprovalTokens;
import io.keywright.server.approval.LedgerTokens;
import io.keywright.server.config.AccessRulesReader;
import io.keywright.server.config.ApprovalRulesReader;
import io.keywright.server.config.ApprovalsConfig;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.TokenRulesReader;
import io.keywright.server.observability.ApprovalMeters;
import io.keywright.server.observability.Remarks;
import io.keywright.server.token.Issuer;
import io.keywright.server.token.SignedTokens;
import io.keywright.server.token.TokenKind;
import io.keywright.server.token.TokenRules;
import io.keywright.store.Store;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** Puts together what decides who may do what. */
@Singleton
class AccessWiring {

    private final KeywrightConfig config;
    private final ExecutorService blocking;
    private final Clock clock = Clock.systemUTC();

    AccessWiring(KeywrightConfig config, @VirtualThreads ExecutorService blocking) {
        this.config = config;
        this.blocking = blocking;
    }

    /**
     * Roles, and the bindings among them.
     *
     * @param bindings read before anybody is asked for a role
     */
    record RolesInForce(Roles roles, Following bindings) {}

    @Produces
    @Singleton
    RolesInForce rolesInForce(Store store) {
        return Refusal.unless(() -> {
            Roles roles = new Roles(AccessRulesReader.read(config));
            Following bindings = new Following(
                    "role bindings",
                    () -> roles.replaceBindings(store.roleBindings().roleBindings()),
                    clock);
            bindings.read();
            return new RolesInForce(roles, bindings);
        });
    }

    @Produces
    @Singleton
    Roles roles(RolesInForce inForce) {
        return inForce.roles();
    }

    @Produces
    @Singleton
    RoleBindings roleBindings(Authorizer authorizer, Store store, RolesInForce inForce, UuidV7 ids) {
        return new RoleBindings(authorizer, store.roleBindings(), inForce.bindings(), ids, clock);
    }

    @Produces
    @Singleton
    Authorizer authorizer(Roles roles) {
        return new Authorizer(roles);
    }

    @Produces
    @Singleton
    ApprovalRules approvalRules() {
        return ApprovalRulesReader.read(config);
    }

    @Produces
    @Singleton
    ApprovalTokens approvalTokens(LedgerKeyring ledgerKeys, Store store, KeyVault vault, Remarks remarks) {
        return new JwsApprovalTokens(
                new LedgerTokens(ledgerKeys, clock), governance(config.approvals(), store, vault, remarks));
    }

    private GovernanceTokens governance(ApprovalsConfig approvals, Store store, KeyVault vault, Remarks remarks) {
        TokenRules rules =
                TokenRulesReader.read(config).with(approvals.audience().orElse(""), approvals.maxLifetime());
        List<Issuer> issuers = new Issuers(config, store.keys(), vault, clock, remarks)
                .of("keywright.approvals.issuers", approvals.issuers());
        return new GovernanceTokens(new SignedTokens(TokenKind.APPROVAL, rules, issuers, clock));
    }

    @Produces
    @Singleton
    VoteCount voteCount(ApprovalRules rules, Roles roles, Store store) {
        return new VoteCount(rules, roles, store.approvals());
    }

    @Produces
    @Singleton
    ApprovalGate approvalGate(ApprovalRules rules, ApprovalTokens tokens, Store store, VoteCount count) {
        return new ApprovalGate(rules, tokens, store.approvals(), count, clock);
    }

    @Produces
    @Singleton
    ApprovalCatalogue approvalCatalogue(Authorizer authorizer, VoteCount count, ApprovalTokens tokens, Store store) {
        return new ApprovalCatalogue(authorizer, count, store.approvals(), tokens, clock);
    }

    @Produces
    @Singleton
    ApprovalRequests approvalRequests(
            Authorizer authorizer, ApprovalRules rules, ApprovalCatalogue catalogue, UuidV7 ids) {
        return new ApprovalRequests(authorizer, rules, catalogue, ids, clock);
    }

    @Produces
    @Singleton
    ApprovalExpiry approvalExpiry(Store store, Recorder recorder) {
        return new ApprovalExpiry(store.approvals(), recorder, clock);
    }

    /** Quarkus binds every binder that is a bean. */
    @Produces
    @Singleton
    MeterBinder approvalMeters(Store store, VoteCount count) {
        return new ApprovalMeters(new WaitingApprovals(store.approvals(), count), clock, blocking);
    }

    @Produces
    @Singleton
    ApprovalVotes approvalVotes(Authorizer authorizer, ApprovalCatalogue catalogue) {
        return new ApprovalVotes(authorizer, catalogue, clock);
    }
}
