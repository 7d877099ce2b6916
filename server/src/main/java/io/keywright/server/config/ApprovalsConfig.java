package io.keywright.server.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code keywright.approvals.*} properties: two-person approval. */
public interface ApprovalsConfig {

    /**
     * Operations that need an approval whatever the key's policy says, or {@code none}. If not set: in production
     * {@code revoke}, {@code update_trust_anchor}, {@code create_tenant}, {@code change_tenant_root} and {@code rotate_tenant_root}, in development none.
     */
    Optional<List<String>> requiredOperations();

    /** How many approvers must grant an approval, at least 1. */
    @WithDefault("1")
    int quorum();

    /** Another number for some operations, each {@code operation=number}. */
    Optional<List<String>> quorums();

    /** How long after it was asked for an approval can be spent. */
    @WithDefault("PT1H")
    Duration validity();

    /** How many approvals of one tenant may wait to be decided or spent at a time. */
    @WithDefault("1000")
    int maxPending();

    /** How long after it was issued a governance system's approval token can be spent, at the most. */
    @WithDefault("PT24H")
    Duration maxLifetime();

    /** This service's name: tokens of governance systems whose {@code aud} does not hold it are refused. */
    Optional<String> audience();

    /** Governance systems whose approval tokens count, each by a name of the operator's choice. */
    Map<String, TokenIssuerConfig> issuers();
}
