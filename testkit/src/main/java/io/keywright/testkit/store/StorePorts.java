package io.keywright.testkit.store;

import io.keywright.core.approval.ApprovalStore;
import io.keywright.core.authority.AuthorityStore;
import io.keywright.core.authority.CertificateStore;
import io.keywright.core.compliance.FindingStore;
import io.keywright.core.compliance.Subject;
import io.keywright.core.compliance.Subjects;
import io.keywright.core.cost.ProviderCallStore;
import io.keywright.core.distant.DistantKeyStore;
import io.keywright.core.events.SubscriptionStore;
import io.keywright.core.follow.ChangeStore;
import io.keywright.core.idempotency.KeptAnswerStore;
import io.keywright.core.journal.JournalStore;
import io.keywright.core.ledger.CosignerKeyStore;
import io.keywright.core.ledger.LedgerKeyStore;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.quota.UsageStore;
import io.keywright.core.role.RoleBindingStore;
import io.keywright.core.rotation.DueKeys;
import io.keywright.core.rotation.RunStore;
import io.keywright.core.tenant.DependantStore;
import io.keywright.core.tenant.TenantRootStore;
import io.keywright.core.tenant.TenantStore;
import io.keywright.core.transfer.ImportStore;
import io.keywright.core.trust.TrustAnchorStore;
import io.keywright.core.witness.WitnessStore;

/** All ports of one open store. */
public record StorePorts(
        JournalStore journal,
        KeyStore keys,
        DistantKeyStore distantKeys,
        ImportStore imports,
        TenantRootStore tenantRoots,
        TenantStore tenants,
        DependantStore dependants,
        ReceiptStore receipts,
        LedgerKeyStore ledgerKeys,
        TrustAnchorStore trustAnchors,
        AuthorityStore authorities,
        CertificateStore certificates,
        UsageStore usage,
        RoleBindingStore roleBindings,
        ApprovalStore approvals,
        CosignerKeyStore cosignerKeys,
        WitnessStore witnesses,
        SubscriptionStore subscriptions,
        ChangeStore changes,
        KeptAnswerStore keptAnswers,
        ProviderCallStore providerCalls,
        DueKeys dueKeys,
        RunStore rotationRuns,
        FindingStore findings,
        Subjects<Subject.OfKey> liveKeys,
        Subjects<Subject.OfApproval> openApprovals) {}
