package io.keywright.server.wiring;

import io.keywright.core.Settings;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authority.AuthorityCatalogue;
import io.keywright.core.authority.AuthorityChanges;
import io.keywright.core.authority.AuthorityCreation;
import io.keywright.core.authority.AuthorityKeys;
import io.keywright.core.authority.CertificateCatalogue;
import io.keywright.core.authority.Issuance;
import io.keywright.core.authority.PublishedStatus;
import io.keywright.core.authority.Revocation;
import io.keywright.core.authority.RevocationLists;
import io.keywright.core.authority.StatusResponder;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.lifecycle.KeyForge;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.operations.Certification;
import io.keywright.core.operations.KeyUse;
import io.keywright.core.trace.Spans;
import io.keywright.core.work.Computations;
import io.keywright.server.wiring.IdentityWiring.TrustInForce;
import io.keywright.store.Store;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/** The part of {@link Wiring} that makes certificate authorities, and issues and revokes certificates. */
@Singleton
class AuthoritiesWiring {

    private final ExecutorService blocking;
    private final Clock clock = Clock.systemUTC();

    AuthoritiesWiring(@VirtualThreads ExecutorService blocking) {
        this.blocking = blocking;
    }

    @Produces
    @Singleton
    AuthorityCatalogue authorityCatalogue(Authorizer authorizer, Store store) {
        return new AuthorityCatalogue(authorizer, store.authorities());
    }

    @Produces
    @Singleton
    CertificateCatalogue certificateCatalogue(Authorizer authorizer, Store store) {
        return new CertificateCatalogue(authorizer, store.certificates());
    }

    @Produces
    @Singleton
    AuthorityKeys authorityKeys(
            Settings settings, KeyRing keys, KeyVault vault, CryptoEngine engine, Computations computations) {
        return new AuthorityKeys(settings, keys, vault, engine, computations, clock);
    }

    @Produces
    @Singleton
    AuthorityChanges authorityChanges(
            Authorizer authorizer, ApprovalGate gate, AuthorityCatalogue catalogue, AuthorityKeys keys) {
        return new AuthorityChanges(authorizer, gate, catalogue, keys, clock);
    }

    @Produces
    @Singleton
    AuthorityCreation authorityCreation(
            Authorizer authorizer,
            ApprovalGate gate,
            AuthorityCatalogue catalogue,
            AuthorityKeys signing,
            KeyForge forge,
            KeyRing keys,
            UuidV7 ids,
            CryptoProviders crypto) {
        return new AuthorityCreation(authorizer, gate, catalogue, signing, forge, keys, ids, crypto.random(), clock);
    }

    @Produces
    @Singleton
    Issuance issuance(
            Authorizer authorizer,
            AuthorityCatalogue catalogue,
            CertificateCatalogue certificates,
            KeyUse keys,
            CryptoEngine engine,
            UuidV7 ids,
            CryptoProviders crypto) {
        return new Issuance(
                authorizer,
                catalogue,
                certificates,
                new Certification(keys, engine),
                ids,
                crypto.random(),
                Spans.carrying(blocking),
                clock);
    }

    @Produces
    @Singleton
    Revocation revocation(
            Authorizer authorizer,
            ApprovalGate gate,
            AuthorityCatalogue authorities,
            CertificateCatalogue certificates,
            Store store,
            Recorder recorder,
            TrustInForce trust) {
        return new Revocation(
                authorizer,
                gate,
                authorities,
                certificates,
                store.certificates(),
                recorder,
                trust.revocations(),
                clock);
    }

    @Produces
    @Singleton
    StatusResponder statusResponder(AuthorityCatalogue authorities, Store store, AuthorityKeys keys) {
        return new StatusResponder(authorities, store.certificates(), keys, clock);
    }

    @Produces
    @Singleton
    RevocationLists revocationLists(
            AuthorityCatalogue authorities, Store store, AuthorityKeys keys, Recorder recorder) {
        return new RevocationLists(authorities, store.certificates(), keys, recorder, clock);
    }

    @Produces
    @Singleton
    PublishedStatus publishedStatus(
            AuthorityCatalogue authorities, Store store, AuthorityKeys keys, Recorder recorder) {
        return new PublishedStatus(authorities, store.certificates(), keys, recorder, clock);
    }
}
