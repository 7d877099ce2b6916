package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Reach;
import io.keywright.core.authorization.Roles;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.change.ApprovalChange;
import io.keywright.core.change.TrustChange;
import io.keywright.core.compliance.AlgorithmNotAllowed;
import io.keywright.core.compliance.AnchorEnds;
import io.keywright.core.compliance.AnchorSubjects;
import io.keywright.core.compliance.ApprovalUnspent;
import io.keywright.core.compliance.CertificateEnds;
import io.keywright.core.compliance.Check;
import io.keywright.core.compliance.FindingAccess;
import io.keywright.core.compliance.FindingAccess.Wanted;
import io.keywright.core.compliance.FindingStore.Filter;
import io.keywright.core.compliance.KeyExportable;
import io.keywright.core.compliance.KeyUnused;
import io.keywright.core.compliance.Monitor;
import io.keywright.core.compliance.OwnCertificates;
import io.keywright.core.compliance.PolicyOpen;
import io.keywright.core.compliance.RootLocal;
import io.keywright.core.compliance.RotationOverdue;
import io.keywright.core.compliance.Round;
import io.keywright.core.compliance.RsaTooShort;
import io.keywright.core.compliance.Subject;
import io.keywright.core.compliance.Survey;
import io.keywright.core.compliance.TenantSubjects;
import io.keywright.core.compliance.ValidityEnded;
import io.keywright.core.events.EventCursor;
import io.keywright.core.events.EventFeed;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.NewKey;
import io.keywright.core.rotation.Schedule;
import io.keywright.core.work.Bell;
import io.keywright.core.work.Supervisor;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Algorithm;
import io.keywright.model.AnchorType;
import io.keywright.model.Approval;
import io.keywright.model.Caller;
import io.keywright.model.ComplianceCheck;
import io.keywright.model.ComplianceFinding;
import io.keywright.model.Event;
import io.keywright.model.EventType;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Party;
import io.keywright.model.Protection;
import io.keywright.model.Role;
import io.keywright.model.RotationRule;
import io.keywright.model.Scope;
import io.keywright.model.SubjectType;
import io.keywright.model.TrustAnchor;
import io.keywright.model.Vote;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.issuing.Validity;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the monitor of compliance finds, tells and shows. */
class ComplianceTest {

    private static final Caller ACME = KeyService.of("acme");
    private static final byte[] DATA = "data".getBytes(US_ASCII);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration HALF_A_YEAR = Duration.ofDays(180);
    private static final Schedule SCHEDULE = new Schedule(Map.of(KeyType.ED25519, Duration.ofDays(90)));

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private final List<SubjectType> failures = new ArrayList<>();
    private final Map<String, Instant> certificates = new HashMap<>();
    private Set<Algorithm> allowed = EnumSet.allOf(Algorithm.class);
    private Set<String> local = Set.of();
    private boolean unreadable;
    private KeyService service;

    @BeforeEach
    void open() throws Exception {
        service = new KeyService(folder, clock, Set.of(), SmallLedger.provider(folder, "local"));
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    /** That of a node of its own. */
    private Monitor monitor() {
        return monitor(() -> true);
    }

    private Monitor monitor(BooleanSupplier onDuty) {
        List<Check<Subject.OfKey>> ofKeys = List.of(
                new RotationOverdue(SCHEDULE),
                new ValidityEnded(),
                new AlgorithmNotAllowed(allowed),
                new RsaTooShort(3072),
                new PolicyOpen(),
                new KeyUnused(HALF_A_YEAR),
                new KeyExportable());
        return monitor(ofKeys, onDuty);
    }

    private Monitor monitor(List<Check<Subject.OfKey>> ofKeys, BooleanSupplier onDuty) {
        return new Monitor(
                List.of(
                        new Survey<>(SubjectType.KEY, service.ledger.store.liveKeys(), ofKeys),
                        new Survey<>(
                                SubjectType.APPROVAL,
                                service.ledger.store.openApprovals(),
                                List.of(new ApprovalUnspent(Duration.ofHours(4)))),
                        new Survey<>(
                                SubjectType.TRUST_ANCHOR,
                                new AnchorSubjects(service.ledger.store.trustAnchors()),
                                List.of(new AnchorEnds(MONTH))),
                        new Survey<>(
                                SubjectType.TENANT,
                                new TenantSubjects(service.ledger.store.tenants()),
                                List.of(new RootLocal(local))),
                        new Survey<>(
                                SubjectType.CERTIFICATE,
                                new OwnCertificates(this::certificates),
                                List.of(new CertificateEnds(MONTH)))),
                service.ledger.store.findings(),
                service.ledger.recorder,
                (survey, cause) -> failures.add(survey),
                onDuty,
                clock);
    }

    private Map<String, Instant> certificates() {
        if (unreadable) {
            throw new IllegalStateException("cannot be read");
        }
        return certificates;
    }

    /** What is open after another node has looked. */
    private List<ComplianceCheck> found() throws Exception {
        look();
        return standing().stream().map(ComplianceFinding::check).toList();
    }

    private Round look() throws Exception {
        clock.pass(Duration.ofMinutes(5));
        return monitor().run().orElseThrow();
    }

    private List<ComplianceFinding> standing() throws StoreException {
        return service.ledger.store.findings().findings(Filter.ALL, null, 1000);
    }

    private List<Event> events() throws Exception {
        try (EventFeed feed = new EventFeed(service.ledger.store.receipts(), new Bell(), new Supervisor())) {
            Set<EventType> types = Set.of(EventType.FINDING_OPENED, EventType.FINDING_RESOLVED);
            return new EventCursor(feed, Reach.all("acme"), types, 0)
                    .next(Integer.MAX_VALUE, Duration.ofSeconds(10)).stream()
                            .flatMap(occurrence -> occurrence.events().stream())
                            .toList();
        }
    }

    private KeyMetadata make(KeyType type) {
        return service.make(ACME, type, Protection.SOFTWARE, null);
    }

    private KeyMetadata make(KeyType type, boolean exportable, Set<String> modules) {
        AccessPolicy policy = new AccessPolicy(modules, false, 1000);
        return service.make(
                ACME,
                new NewKey(
                        ScopeClaim.NONE,
                        type,
                        type.usages(),
                        Protection.SOFTWARE,
                        null,
                        null,
                        policy,
                        null,
                        RotationRule.STANDARD,
                        exportable));
    }

    @Test
    void aKeyPastItsRotationIsFoundUntilItIsRotated() throws Exception {
        KeyMetadata key = make(KeyType.ED25519);
        assertThat(found()).isEmpty();
        clock.pass(Duration.ofDays(91));
        assertThat(found()).containsExactly(ComplianceCheck.ROTATION_OVERDUE);
        assertThat(standing().getFirst().subject()).isEqualTo(key.keyId().toString());
        assertThat(standing().getFirst().scope()).isEqualTo(key.scope());
        service.rotate(ACME, key);
        assertThat(found()).isEmpty();
    }

    @Test
    void aKeyPastItsValidityIsFoundUntilItIsArchived() throws Exception {
        KeyMetadata key = make(KeyType.AES_256);
        clock.pass(Duration.ofDays(364));
        service.encrypt(ACME, key, DATA, new byte[0]);
        assertThat(found()).isEmpty();
        clock.pass(Duration.ofDays(2));
        assertThat(found()).containsExactly(ComplianceCheck.VALIDITY_ENDED);
        service.archive(ACME, key);
        assertThat(found()).isEmpty();
    }

    @Test
    void aKeyThatNobodyUsesIsFoundUntilSomebodyDoes() throws Exception {
        KeyMetadata key = make(KeyType.AES_256);
        clock.pass(HALF_A_YEAR);
        assertThat(found()).containsExactly(ComplianceCheck.KEY_UNUSED);
        service.encrypt(ACME, key, DATA, new byte[0]);
        assertThat(found()).isEmpty();
    }

    @Test
    void whatAKeyIsAndWhoMayUseItIsFound() throws Exception {
        make(KeyType.RSA_2048, false, Set.of("app"));
        KeyMetadata everybodys = make(KeyType.AES_256, false, Set.of(AccessPolicy.ANY_MODULE));
        KeyMetadata leaving = make(KeyType.ED25519, true, Set.of("app"));
        assertThat(found())
                .containsExactlyInAnyOrder(
                        ComplianceCheck.RSA_TOO_SHORT, ComplianceCheck.POLICY_OPEN, ComplianceCheck.KEY_EXPORTABLE);
        allowed = EnumSet.of(Algorithm.PS256, Algorithm.EDDSA);
        assertThat(found()).contains(ComplianceCheck.ALGORITHM_NOT_ALLOWED).hasSize(4);
        service.revoke(ACME, everybodys);
        service.revoke(ACME, leaving);
        assertThat(found()).containsExactly(ComplianceCheck.RSA_TOO_SHORT);
    }

    @Test
    void anApprovalThatWaitsIsFoundUntilItIsDenied() throws Exception {
        make(KeyType.AES_256);
        UUID id = service.ledger.ids.next();
        Approval approval = new Approval(
                id,
                Objects.requireNonNull(SmallLedger.caller("acme", "app").scope()),
                Operation.REVOKE,
                null,
                new byte[32],
                "because",
                Party.of(ACME),
                clock.instant(),
                clock.instant().plus(Duration.ofDays(1)));
        service.ledger.commit(new ApprovalChange.Requested(approval, 10));
        assertThat(found()).isEmpty();
        clock.pass(Duration.ofHours(4));
        assertThat(found()).containsExactly(ComplianceCheck.APPROVAL_UNSPENT);
        service.ledger.commit(new ApprovalChange.Voted(
                id, new Vote(new Party("spiffe://test.keywright/somebody", null), false, clock.instant())));
        assertThat(found()).isEmpty();
    }

    @Test
    void anAnchorNearItsEndIsFoundUntilItIsRetired() throws Exception {
        Instant start = clock.instant();
        CertificateAuthority authority =
                CertificateAuthority.create("partner", new Validity(start, start.plus(Duration.ofDays(60))));
        TrustAnchor anchor = new TrustAnchor(
                service.ledger.ids.next(),
                Scope.OF_ALL,
                AnchorType.ROOT,
                authority.certificate().getEncoded(),
                start,
                1);
        service.ledger.commit(new TrustChange.AnchorsAdded(List.of(anchor), 20));
        assertThat(found()).isEmpty();
        clock.pass(Duration.ofDays(31));
        assertThat(found()).containsExactly(ComplianceCheck.ANCHOR_ENDS);
        service.ledger.commit(new TrustChange.AnchorRetired(anchor.retired()));
        assertThat(found()).isEmpty();
    }

    @Test
    void aTenantOnLocalProvidersAloneIsFound() throws Exception {
        make(KeyType.AES_256);
        local = Set.of("local");
        assertThat(found()).containsExactly(ComplianceCheck.ROOT_LOCAL);
        assertThat(standing().getFirst().subject()).isEqualTo("acme");
        local = Set.of("another");
        assertThat(found()).isEmpty();
    }

    @Test
    void aCertificateNearItsEndIsFoundUntilItIsRenewed() throws Exception {
        certificates.put("keywright.tls.certificate", clock.instant().plus(Duration.ofDays(29)));
        assertThat(found()).containsExactly(ComplianceCheck.CERTIFICATE_ENDS);
        certificates.put("keywright.tls.certificate", clock.instant().plus(Duration.ofDays(90)));
        assertThat(found()).isEmpty();
    }

    @Test
    void aSurveyThatFailsIsAFindingAndHidesNoOther() throws Exception {
        make(KeyType.RSA_2048);
        unreadable = true;
        assertThat(found()).containsExactlyInAnyOrder(ComplianceCheck.RSA_TOO_SHORT, ComplianceCheck.CHECK_FAILED);
        assertThat(failures).containsExactly(SubjectType.CERTIFICATE);
        unreadable = false;
        assertThat(found()).containsExactly(ComplianceCheck.RSA_TOO_SHORT);
    }

    @Test
    void eachFindingIsToldOnceWhenItOpensAndOnceWhenItIsResolvedOverRestartsAndNodes() throws Exception {
        KeyMetadata key = make(KeyType.RSA_2048);
        assertThat(look()).extracting(Round::opened, Round::resolved).containsExactly(1L, 0L);
        assertThat(look()).extracting(Round::opened, Round::resolved).containsExactly(0L, 0L);
        close();
        open();
        assertThat(look().opened()).isZero();
        service.revoke(ACME, key);
        assertThat(look()).extracting(Round::opened, Round::resolved).containsExactly(0L, 1L);
        assertThat(look().resolved()).isZero();
        assertThat(events())
                .extracting(event -> event.payload().type())
                .containsExactly(EventType.FINDING_OPENED, EventType.FINDING_RESOLVED);
        assertThat(events()).extracting(Event::scope).containsOnly(key.scope());
    }

    @Test
    void oneNodeLooksAtATime() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        make(KeyType.RSA_2048);
        assertThat(monitor(() -> false).run()).isEmpty();
        assertThat(standing()).isEmpty();
        assertThat(monitor(() -> asked.incrementAndGet() <= 2).run())
                .as("another node took over, and will look at all of it")
                .isEmpty();
        assertThat(standing()).as("found off duty").isEmpty();
        asked.set(0);
        assertThat(monitor(() -> asked.incrementAndGet() <= 3).run())
                .as("another node took over after the first page")
                .isEmpty();
        assertThat(standing()).extracting(ComplianceFinding::subjectType).containsOnly(SubjectType.KEY);
        assertThat(monitor(() -> true).run()).isPresent();
        assertThat(standing()).isNotEmpty();
    }

    @Test
    void aCheckThatIsLeftOutResolvesWhatItFound() throws Exception {
        make(KeyType.RSA_2048);
        assertThat(found()).containsExactly(ComplianceCheck.RSA_TOO_SHORT);
        monitor(List.of(new PolicyOpen()), () -> true).run();
        assertThat(standing()).isEmpty();
    }

    @Test
    void aTenantSeesItsOwnAndNobodyElsesPageByPage() throws Exception {
        Caller globex = KeyService.of("globex");
        for (int i = 0; i < 3; i++) {
            make(KeyType.AES_256, true, Set.of("app"));
        }
        service.make(globex, KeyType.RSA_2048, Protection.SOFTWARE, null);
        certificates.put("keywright.tls.certificate", clock.instant());
        look();
        FindingAccess access = new FindingAccess(service.authorizer, service.ledger.store.findings());
        Wanted all = new Wanted(null, null, null, null);
        List<ComplianceFinding> first = access.list(ACME, all, null, 2);
        List<ComplianceFinding> rest = access.list(ACME, all, first.getLast().findingId(), 2);
        assertThat(List.of(first, rest)).flatExtracting(page -> page).hasSize(3);
        assertThat(rest).hasSize(1);
        assertThat(List.of(first, rest))
                .flatExtracting(page -> page)
                .extracting(found -> found.scope().tenantId())
                .containsOnly("acme");
        assertThat(access.list(globex, new Wanted("globex", null, null, null), null, 9))
                .extracting(ComplianceFinding::check)
                .containsExactly(ComplianceCheck.RSA_TOO_SHORT);
        assertThatThrownBy(() -> access.list(ACME, new Wanted("globex", null, null, null), null, 9))
                .isInstanceOf(KeywrightException.class)
                .hasMessageContaining("another tenant");
        assertThat(access.list(KeyService.ADMIN, all, null, 9)).hasSize(5);
        assertThat(access.list(
                        KeyService.ADMIN, new Wanted(Scope.GLOBAL, null, null, SubjectType.CERTIFICATE), null, 9))
                .extracting(ComplianceFinding::check)
                .containsExactly(ComplianceCheck.CERTIFICATE_ENDS);
    }

    @Test
    void whoMayOnlyUseKeysSeesNone() {
        Roles roles = new Roles(Map.of(Role.KEY_USER, List.of(IdentityPattern.parse(ACME.subject()))));
        FindingAccess access = new FindingAccess(new Authorizer(roles), service.ledger.store.findings());
        Wanted all = new Wanted(null, null, null, null);
        assertThatThrownBy(() -> access.list(ACME, all, null, 9)).isInstanceOf(KeywrightException.class);
        assertThatThrownBy(() -> access.list(KeyService.ADMIN, all, null, 9)).isInstanceOf(KeywrightException.class);
    }
}
