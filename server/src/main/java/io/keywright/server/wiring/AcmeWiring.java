package io.keywright.server.wiring;

import io.keywright.core.acme.AcmeAccounts;
import io.keywright.core.acme.AcmeAuthorizations;
import io.keywright.core.acme.AcmeCertificates;
import io.keywright.core.acme.AcmeClients;
import io.keywright.core.acme.AcmeCredentials;
import io.keywright.core.acme.AcmeOrderStore;
import io.keywright.core.acme.AcmeOrders;
import io.keywright.core.acme.AcmeSecrets;
import io.keywright.core.acme.NameProofs;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authority.AuthorityCatalogue;
import io.keywright.core.authority.Issuance;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.server.acme.GuardedNameProbe;
import io.keywright.server.acme.LoggedProofs;
import io.keywright.server.config.AcmeRulesReader;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.store.Store;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLContext;

/** The part of {@link Wiring} that lets ACME clients have certificates. */
@Singleton
class AcmeWiring {

    private final ExecutorService blocking;
    private final Clock clock = Clock.systemUTC();

    AcmeWiring(@VirtualThreads ExecutorService blocking) {
        this.blocking = blocking;
    }

    @Produces
    @Singleton
    AcmeCertificates acmeCertificates(Store store) {
        return new AcmeCertificates(store.certificates());
    }

    @Produces
    @Singleton
    AcmeSecrets acmeSecrets(TenantRoots roots, CryptoProviders crypto) {
        return new AcmeSecrets(roots, crypto);
    }

    @Produces
    @Singleton
    AcmeCredentials acmeCredentials(
            Authorizer authorizer,
            ApprovalGate gate,
            AuthorityCatalogue authorities,
            Store store,
            AcmeSecrets secrets,
            UuidV7 ids) {
        return new AcmeCredentials(authorizer, gate, authorities, store.acme(), secrets, ids, clock);
    }

    @Produces
    @Singleton
    AcmeClients acmeClients(Store store, AcmeSecrets secrets) {
        return new AcmeClients(store.authorities(), store.acme(), secrets);
    }

    @Produces
    @Singleton
    AcmeAccounts acmeAccounts(Authorizer authorizer, UuidV7 ids) {
        return new AcmeAccounts(authorizer, ids, clock);
    }

    @Produces
    @Singleton
    AcmeOrders acmeOrders(AcmeOrderStore store, Issuance issuance, UuidV7 ids, CryptoProviders crypto) {
        return new AcmeOrders(store, issuance, ids, crypto, blocking, clock);
    }

    @Produces
    @Singleton
    AcmeAuthorizations acmeAuthorizations(AcmeOrders orders, AcmeOrderStore store, KeywrightConfig config)
            throws NoSuchAlgorithmException {
        GuardedNameProbe probe = new GuardedNameProbe(
                AcmeRulesReader.allowedNetworks(config.acme()),
                SSLContext.getDefault(),
                config.acme().http01Port());
        NameProofs proofs = new NameProofs(probe, store, new LoggedProofs(), NameProofs.Tries.USUAL, blocking, clock);
        return new AcmeAuthorizations(orders, store, proofs, clock);
    }

    @Produces
    @Singleton
    AcmeOrderStore acmeOrderStore(Store store) {
        return store.acmeOrders();
    }
}
