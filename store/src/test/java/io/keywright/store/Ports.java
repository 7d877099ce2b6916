package io.keywright.store;

import io.keywright.testkit.store.StorePorts;

final class Ports {

    private Ports() {}

    static StorePorts of(Store store) {
        return new StorePorts(
                store.journal(),
                store.keys(),
                store.distantKeys(),
                store.imports(),
                store.tenantRoots(),
                store.tenants(),
                store.dependants(),
                store.receipts(),
                store.ledgerKeys(),
                store.trustAnchors(),
                store.authorities(),
                store.certificates(),
                store.acme(),
                store.acmeOrders(),
                store.usage(),
                store.roleBindings(),
                store.approvals(),
                store.cosignerKeys(),
                store.witnesses(),
                store.subscriptions(),
                store.changes(),
                store.rowKeys(),
                store.keptAnswers(),
                store.providerCalls(),
                store.dueKeys(),
                store.claims(),
                store.nodes(),
                store.toldExports(),
                store.rotationRuns(),
                store.findings(),
                store.liveKeys(),
                store.openApprovals());
    }
}
