package io.keywright.server.wiring;

import io.keywright.core.Settings;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.bundle.BundleAgents;
import io.keywright.core.bundle.BundleNews;
import io.keywright.core.bundle.BundleSigner;
import io.keywright.core.bundle.TrustBundles;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.follow.Following;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.trace.Spans;
import io.keywright.core.trust.CertificateValidation;
import io.keywright.core.trust.EndedAnchors;
import io.keywright.core.trust.TrustAnchorCatalogue;
import io.keywright.core.trust.TrustAnchors;
import io.keywright.core.work.Computations;
import io.keywright.server.Refusal;
import io.keywright.server.config.CertificateRulesReader;
import io.keywright.server.config.IdentityConfig;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.TokenRulesReader;
import io.keywright.server.identity.Callers;
import io.keywright.server.identity.certificate.CertificateCheck;
import io.keywright.server.identity.certificate.CertificateHolders;
import io.keywright.server.identity.certificate.CertificateIdentity;
import io.keywright.server.identity.certificate.HandshakeTrust;
import io.keywright.server.identity.forwarded.ForwardedCallers;
import io.keywright.server.identity.forwarded.ProxyRules;
import io.keywright.server.identity.revocation.FetchedPublications;
import io.keywright.server.identity.token.BearerTokens;
import io.keywright.server.identity.token.TokenMode;
import io.keywright.server.identity.trust.ClientTrust;
import io.keywright.server.identity.trust.TrustSource;
import io.keywright.server.observability.Remarks;
import io.keywright.server.observability.TrustMeters;
import io.keywright.store.Store;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/** The part of {@link Wiring} that finds out who calls. */
@Singleton
class IdentityWiring {

    private final KeywrightConfig config;
    private final ExecutorService blocking;
    private final Clock clock = Clock.systemUTC();

    IdentityWiring(KeywrightConfig config, @VirtualThreads ExecutorService blocking) {
        this.config = config;
        this.blocking = blocking;
    }

    /** Whom the service trusts, and the anchors among them. */
    record TrustInForce(TrustSource source, Following anchors, Following revocations, BundleNews news) {}

    /** Settings come first, so that all faults are told at once. */
    @Produces
    @Singleton
    FetchedPublications publications(Settings checked, Remarks remarks) {
        return Published.open(config, clock, remarks);
    }

    @Produces
    @Singleton
    TrustInForce trustInForce(Store store, FetchedPublications publications, Remarks remarks) {
        return Refusal.unless(() -> {
            TrustSource source = TrustFiles.open(config.tls(), store, publications.lists(), clock, remarks);
            BundleNews news = new BundleNews();
            Following anchors = new Following(
                    "trust anchors",
                    () -> {
                        source.reload();
                        news.changed();
                    },
                    clock);
            return new TrustInForce(
                    source, anchors, new Following("revoked certificates", source::followRevocations, clock), news);
        });
    }

    @Produces
    @Singleton
    BundleNews bundleNews(TrustInForce inForce) {
        return inForce.news();
    }

    @Produces
    @Singleton
    TrustBundles trustBundles(Authorizer authorizer, Store store, BundleNews news) {
        return new TrustBundles(authorizer, store.trustBundles(), news, blocking);
    }

    @Produces
    @Singleton
    BundleSigner bundleSigner(LedgerKeyring keys) {
        return new BundleSigner(keys, clock);
    }

    @Produces
    @Singleton
    BundleAgents bundleAgents(Authorizer authorizer, TrustBundles bundles, Store store) {
        return new BundleAgents(authorizer, bundles, store.trustBundles(), clock);
    }

    @Produces
    @Singleton
    TrustSource trustSource(TrustInForce inForce) {
        return inForce.source();
    }

    /** Quarkus binds every binder that is a bean. */
    @Produces
    @Singleton
    MeterBinder trustMeters(TrustSource source) {
        ClientTrust trust = source.trust();
        return new TrustMeters(
                () -> trust.current().earliestEnd(),
                () -> trust.current().revocations().earliestEnd(clock.instant()),
                clock);
    }

    /** Settings come first, so that all faults are told at once. */
    @Produces
    @Singleton
    CertificateIdentity certificateIdentity(Settings checked) {
        return new CertificateIdentity(CertificateRulesReader.mapping(config));
    }

    @Produces
    @Singleton
    HandshakeTrust handshakeTrust(TrustSource source, CertificateIdentity identity) {
        return new HandshakeTrust(source.trust(), identity);
    }

    @Produces
    @Singleton
    Callers callers(TrustSource source, CertificateIdentity identity, Store store, KeyVault vault, Remarks remarks) {
        ProxyRules proxies = CertificateRulesReader.proxies(config);
        CertificateCheck check = new CertificateCheck(identity, source.trust(), proxies.subjects(), clock);
        return new Callers(
                new CertificateHolders(check),
                new ForwardedCallers(proxies, check),
                tokens(store, vault, remarks),
                Spans.carrying(blocking));
    }

    private BearerTokens tokens(Store store, KeyVault vault, Remarks remarks) {
        IdentityConfig.Jwt jwt = config.identity().jwt();
        return new BearerTokens(
                TokenMode.valueOf(jwt.mode().name()),
                TokenRulesReader.read(config),
                new Issuers(config, store.keys(), vault, clock, remarks)
                        .of("keywright.identity.jwt.issuers", jwt.issuers()),
                clock);
    }

    @Produces
    @Singleton
    TrustAnchorCatalogue trustAnchorCatalogue(Authorizer authorizer, Store store) {
        return new TrustAnchorCatalogue(authorizer, store.trustAnchors());
    }

    @Produces
    @Singleton
    TrustAnchors trustAnchors(
            Authorizer authorizer,
            ApprovalGate gate,
            TrustAnchorCatalogue catalogue,
            Computations computations,
            UuidV7 ids,
            TrustInForce inForce) {
        return new TrustAnchors(authorizer, gate, catalogue, computations, ids, clock, inForce.anchors());
    }

    @Produces
    @Singleton
    EndedAnchors endedAnchors(Store store, Recorder recorder, TrustInForce inForce) {
        return new EndedAnchors(store.trustAnchors(), recorder, inForce.anchors(), clock);
    }

    @Produces
    @Singleton
    CertificateValidation certificateValidation(
            Authorizer authorizer,
            TrustSource source,
            Store store,
            FetchedPublications publications,
            Computations computations) {
        return new CertificateValidation(
                authorizer, source.trust(), store.certificates(), publications, computations, clock);
    }
}
