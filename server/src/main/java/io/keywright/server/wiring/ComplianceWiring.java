package io.keywright.server.wiring;

import io.keywright.core.Settings;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.compliance.AlgorithmNotAllowed;
import io.keywright.core.compliance.AnchorEnds;
import io.keywright.core.compliance.AnchorSubjects;
import io.keywright.core.compliance.ApprovalUnspent;
import io.keywright.core.compliance.CertificateEnds;
import io.keywright.core.compliance.Check;
import io.keywright.core.compliance.FindingAccess;
import io.keywright.core.compliance.KeyExportable;
import io.keywright.core.compliance.KeyUnused;
import io.keywright.core.compliance.Monitor;
import io.keywright.core.compliance.OwnCertificates;
import io.keywright.core.compliance.PolicyOpen;
import io.keywright.core.compliance.RootLocal;
import io.keywright.core.compliance.RotationOverdue;
import io.keywright.core.compliance.RsaTooShort;
import io.keywright.core.compliance.Subject;
import io.keywright.core.compliance.Subjects;
import io.keywright.core.compliance.Survey;
import io.keywright.core.compliance.TenantSubjects;
import io.keywright.core.compliance.ValidityEnded;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.node.NodeLease;
import io.keywright.core.rotation.Schedule;
import io.keywright.model.SubjectType;
import io.keywright.server.config.ComplianceRules;
import io.keywright.server.config.ComplianceRulesReader;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.ProviderType;
import io.keywright.server.config.ProvidersReader;
import io.keywright.server.config.ProvidersReader.Configured;
import io.keywright.server.identity.trust.TrustSource;
import io.keywright.server.listen.ServedCertificate;
import io.keywright.server.observability.ComplianceMeters;
import io.keywright.store.Store;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

/** The part of {@link Wiring} that looks whether everything is as the rules want it. A new check is listed here. */
@Singleton
class ComplianceWiring {

    private final KeywrightConfig config;
    private final ExecutorService blocking;
    private final Clock clock = Clock.systemUTC();

    ComplianceWiring(KeywrightConfig config, @VirtualThreads ExecutorService blocking) {
        this.config = config;
        this.blocking = blocking;
    }

    @Produces
    @Singleton
    @Typed(ComplianceMeters.class)
    ComplianceMeters complianceMeters(Store store) {
        return new ComplianceMeters(store.findings(), clock, blocking);
    }

    @Produces
    @Singleton
    MeterBinder complianceBinder(ComplianceMeters meters) {
        return meters;
    }

    @Produces
    @Singleton
    FindingAccess findingAccess(Authorizer authorizer, Store store) {
        return new FindingAccess(authorizer, store.findings());
    }

    @Produces
    @Singleton
    Monitor monitor(
            Store store,
            Settings settings,
            Schedule schedule,
            ServedCertificate served,
            TrustSource trust,
            Recorder recorder,
            ComplianceMeters meters,
            NodeLease lease) {
        ComplianceRules rules = ComplianceRulesReader.read(config.compliance());
        return new Monitor(
                List.of(
                        survey(
                                rules,
                                SubjectType.KEY,
                                store.liveKeys(),
                                List.of(
                                        new RotationOverdue(schedule),
                                        new ValidityEnded(),
                                        new AlgorithmNotAllowed(settings.allowedAlgorithms()),
                                        new RsaTooShort(rules.rsaBits()),
                                        new PolicyOpen(),
                                        new KeyUnused(rules.unusedFor()),
                                        new KeyExportable())),
                        survey(
                                rules,
                                SubjectType.APPROVAL,
                                store.openApprovals(),
                                List.of(new ApprovalUnspent(rules.approvalsOpenFor()))),
                        survey(
                                rules,
                                SubjectType.TRUST_ANCHOR,
                                new AnchorSubjects(store.trustAnchors()),
                                List.of(new AnchorEnds(rules.endsWithin()))),
                        survey(
                                rules,
                                SubjectType.TENANT,
                                new TenantSubjects(store.tenants()),
                                List.of(new RootLocal(localProviders()))),
                        survey(
                                rules,
                                SubjectType.CERTIFICATE,
                                new OwnCertificates(() -> certificates(served, trust)),
                                List.of(new CertificateEnds(rules.endsWithin())))),
                store.findings(),
                recorder,
                meters,
                lease::isHeld,
                clock);
    }

    private static <S extends Subject> Survey<S> survey(
            ComplianceRules rules, SubjectType type, Subjects<S> subjects, List<Check<S>> checks) {
        return new Survey<>(
                type,
                subjects,
                checks.stream()
                        .filter(check -> !rules.skipped().contains(check.name()))
                        .toList());
    }

    private Set<String> localProviders() {
        return ProvidersReader.read(config).stream()
                .filter(provider -> provider.type() == ProviderType.LOCAL)
                .map(Configured::name)
                .collect(Collectors.toSet());
    }

    private static Map<String, Instant> certificates(ServedCertificate served, TrustSource trust) {
        Map<String, Instant> ends = new HashMap<>();
        ends.put("keywright.tls.certificate", served.end());
        trust.trust().current().earliestEnd().ifPresent(end -> ends.put("keywright.tls.client-ca", end));
        return ends;
    }
}
