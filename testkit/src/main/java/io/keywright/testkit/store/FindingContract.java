package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.authorization.Reach;
import io.keywright.core.change.ApprovalChange;
import io.keywright.core.change.FindingChange;
import io.keywright.core.compliance.FindingStore;
import io.keywright.core.compliance.FindingStore.Filter;
import io.keywright.core.compliance.Subject;
import io.keywright.model.Approval;
import io.keywright.model.ComplianceCheck;
import io.keywright.model.ComplianceFinding;
import io.keywright.model.Environment;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.Operation;
import io.keywright.model.Party;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.Severity;
import io.keywright.model.StoredKey;
import io.keywright.model.SubjectType;
import io.keywright.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Findings of compliance: open once, until they are resolved; and the keys and approvals that are looked at for them. */
public interface FindingContract extends StoreFixture {

    Scope FOUND_AT = Samples.scope("acme");

    private static ComplianceFinding finding(long number, Scope scope, ComplianceCheck check, SubjectType type) {
        UUID id = new UUID(0x8000, number);
        return new ComplianceFinding(id, check, scope, type, "subject-" + number, "a \"fault\"", Samples.START);
    }

    private ComplianceFinding opened(long number, Scope scope, ComplianceCheck check, SubjectType type)
            throws Exception {
        ComplianceFinding finding = finding(number, scope, check, type);
        assertThat(new Keys(store()).apply(new FindingChange.Opened(finding))).isTrue();
        return finding;
    }

    @Test
    default void aFindingIsOpenedOnceAndResolvedOnceAlsoAfterARestart() throws Exception {
        ComplianceFinding finding = opened(1, FOUND_AT, ComplianceCheck.KEY_UNUSED, SubjectType.KEY);
        reopen();
        Keys keys = new Keys(store());
        assertThat(keys.apply(new FindingChange.Opened(finding))).isFalse();
        assertThat(store().findings().open(List.of(finding.findingId(), new UUID(0x8000, 2))))
                .containsExactly(finding.findingId());
        assertThat(store().findings().findings(Filter.ALL, null, 10)).containsExactly(finding);
        assertThat(keys.apply(new FindingChange.Resolved(finding))).isTrue();
        assertThat(keys.apply(new FindingChange.Resolved(finding))).isFalse();
        assertThat(store().findings().findings(Filter.ALL, null, 10)).isEmpty();
        assertThat(store().findings().open(Set.of())).isEmpty();
    }

    @Test
    default void findingsAreFilteredPagedAndCounted() throws Exception {
        Scope dev = new Scope("acme", Environment.DEV, Plane.TENANT);
        ComplianceFinding key = opened(1, FOUND_AT, ComplianceCheck.ROTATION_OVERDUE, SubjectType.KEY);
        ComplianceFinding other = opened(2, Samples.scope("globex"), ComplianceCheck.ROTATION_OVERDUE, SubjectType.KEY);
        ComplianceFinding elsewhere = opened(3, dev, ComplianceCheck.KEY_UNUSED, SubjectType.KEY);
        ComplianceFinding root = opened(
                4, new Scope("acme", Environment.PROD, Plane.SHARED), ComplianceCheck.ROOT_LOCAL, SubjectType.TENANT);
        FindingStore findings = store().findings();
        assertThat(findings.findings(Filter.ALL, null, 2)).containsExactly(key, other);
        assertThat(findings.findings(Filter.ALL, other.findingId(), 2)).containsExactly(elsewhere, root);
        assertThat(findings.findings(filter(Reach.all("acme")), null, 9)).containsExactly(key, elsewhere, root);
        assertThat(findings.findings(filter(Reach.of(dev)), null, 9)).containsExactly(elsewhere, root);
        assertThat(findings.findings(filter(Reach.all("initech")), null, 9)).isEmpty();
        assertThat(findings.findings(Filter.about(SubjectType.TENANT), null, 9)).containsExactly(root);
        assertThat(findings.findings(new Filter(Optional.empty(), null, Severity.LOW, null), null, 9))
                .containsExactly(elsewhere);
        assertThat(findings.findings(
                        new Filter(Optional.of(Reach.all("globex")), ComplianceCheck.ROTATION_OVERDUE, null, null),
                        null,
                        9))
                .containsExactly(other);
        assertThat(findings.counts())
                .isEqualTo(Map.of(
                        ComplianceCheck.ROTATION_OVERDUE,
                        2L,
                        ComplianceCheck.KEY_UNUSED,
                        1L,
                        ComplianceCheck.ROOT_LOCAL,
                        1L));
    }

    private static Filter filter(Reach reach) {
        return new Filter(Optional.of(reach), null, null, null);
    }

    @Test
    default void keysInUseAreLookedAtPageByPageOverAllTenants() throws Exception {
        Samples samples = new Samples(44);
        Keys keys = new Keys(store());
        List<StoredKey> made = List.of(
                samples.key(FOUND_AT, null),
                samples.key(FOUND_AT, null),
                samples.key(new Scope("acme", Environment.DEV, Plane.TENANT), null),
                samples.key(Samples.scope("globex"), null),
                samples.key(Samples.scope("globex"), null));
        for (StoredKey key : made) {
            assertThat(keys.create(key)).isTrue();
        }
        keys.revoke(made.getFirst().metadata(), KeyState.ACTIVE);
        List<Subject.OfKey> first = store().liveKeys().page(Optional.empty(), 3);
        List<Subject.OfKey> second = store().liveKeys().page(Optional.of(first.getLast()), 3);
        assertThat(first).hasSize(3);
        assertThat(List.of(first, second))
                .flatExtracting(page -> page)
                .extracting(Subject.OfKey::key)
                .containsExactlyInAnyOrderElementsOf(
                        made.stream().skip(1).map(StoredKey::metadata).toList());
        KeyMetadata one = made.getLast().metadata();
        assertThat(store().liveKeys().find(one.scope(), one.keyId().toString()))
                .hasValue(new Subject.OfKey(one, Optional.empty()));
        assertThat(store().liveKeys().find(FOUND_AT, one.keyId().toString())).isEmpty();
    }

    @Test
    default void openApprovalsAreLookedAtUntilTheyExpire() throws Exception {
        Keys keys = new Keys(store());
        for (int i = 1; i <= 3; i++) {
            assertThat(keys.apply(new ApprovalChange.Requested(asked(i), 10))).isTrue();
        }
        List<Subject.OfApproval> first = store().openApprovals().page(Optional.empty(), 2);
        assertThat(first).hasSize(2);
        assertThat(store().openApprovals().page(Optional.of(first.getLast()), 2))
                .hasSize(1);
        String name = first.getFirst().name();
        assertThat(store().openApprovals().find(FOUND_AT, name)).isPresent();
        assertThat(store().openApprovals().find(Samples.scope("globex"), name)).isEmpty();
        setTime(Samples.START.plus(Duration.ofHours(1)));
        assertThat(store().openApprovals().page(Optional.empty(), 2)).isEmpty();
        assertThat(store().openApprovals().find(FOUND_AT, name)).isEmpty();
    }

    private static Approval asked(long number) {
        return new Approval(
                new UUID(0x7000, number),
                FOUND_AT,
                Operation.REVOKE,
                null,
                new Samples(number).bytes(32),
                "because",
                new Party("spiffe://example.org/module/M21", null),
                Samples.START,
                Samples.START.plus(Duration.ofHours(1)));
    }
}
