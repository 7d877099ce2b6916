package io.keywright.server.wiring;

import io.keywright.core.Settings;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.foreign.ForeignMaterial;
import io.keywright.core.foreign.KeyTransport;
import io.keywright.core.journal.Journal;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.lifecycle.KeyChoice;
import io.keywright.core.lifecycle.KeyMaking;
import io.keywright.core.lifecycle.KeyPlans;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.transfer.ExpiredImports;
import io.keywright.core.transfer.ImportEnding;
import io.keywright.core.transfer.KeyExport;
import io.keywright.core.transfer.KeyImports;
import io.keywright.core.work.Computations;
import io.keywright.store.Store;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The part of {@link Wiring} that takes keys in and hands them out. */
@Singleton
class TransferWiring {

    private final Clock clock = Clock.systemUTC();

    @Produces
    @Singleton
    KeyTransport keyTransport(CryptoProviders providers) {
        return new KeyTransport(providers.random());
    }

    @Produces
    @Singleton
    KeyImports keyImports(
            Settings settings,
            Authorizer authorizer,
            ApprovalGate gate,
            CryptoEngine engine,
            Computations computations,
            TenantRoots roots,
            UuidV7 ids) {
        return new KeyImports(
                authorizer, gate, new KeyPlans(settings), engine::generate, computations, roots, ids, clock);
    }

    @Produces
    @Singleton
    ImportEnding importEnding(
            Authorizer authorizer,
            Store store,
            Journal journal,
            TenantRoots roots,
            KeyTransport transport,
            CryptoEngine engine,
            Computations computations,
            KeyMaking making,
            KeyRing keys) {
        return new ImportEnding(
                authorizer,
                store.imports(),
                journal,
                roots,
                transport,
                new ForeignMaterial(engine),
                computations,
                making,
                keys,
                clock);
    }

    @Produces
    @Singleton
    ExpiredImports expiredImports(Store store, Recorder recorder) {
        return new ExpiredImports(store.imports(), recorder, clock);
    }

    @Produces
    @Singleton
    KeyExport keyExport(Authorizer authorizer, ApprovalGate gate, Store store, KeyVault vault, KeyTransport transport) {
        return new KeyExport(new KeyChoice(authorizer, gate, store.keys()), gate, vault, transport);
    }
}
