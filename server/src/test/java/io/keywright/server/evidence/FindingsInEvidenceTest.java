package io.keywright.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.Change;
import io.keywright.core.change.FindingChange;
import io.keywright.core.evidence.Export;
import io.keywright.core.evidence.ExportState;
import io.keywright.core.ledger.Attempt;
import io.keywright.ledger.evidence.EvidenceFiles;
import io.keywright.ledger.evidence.EvidenceVerdict;
import io.keywright.ledger.evidence.EvidenceVerifier;
import io.keywright.ledger.evidence.TrustedKeys;
import io.keywright.model.Caller;
import io.keywright.model.ComplianceCheck;
import io.keywright.model.ComplianceFinding;
import io.keywright.model.Environment;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.SubjectType;
import io.keywright.server.keys.MovableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A package tells of the findings of compliance that stood in its range, as far as receipts prove them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FindingsInEvidenceTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String TENANT = "acme";

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private SmallService service;

    @BeforeEach
    void start() throws Exception {
        service = new SmallService(folder, clock, Optional::empty, Duration.ZERO);
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private ComplianceFinding opened(String tenant, String subject) {
        ComplianceFinding finding = new ComplianceFinding(
                UUID.nameUUIDFromBytes((tenant + subject).getBytes(UTF_8)),
                ComplianceCheck.ROTATION_OVERDUE,
                new Scope(tenant, Environment.PROD, Plane.TENANT),
                SubjectType.KEY,
                subject,
                "due since yesterday",
                clock.instant());
        told(Operation.OPEN_FINDING, finding, new FindingChange.Opened(finding));
        return finding;
    }

    private void resolved(ComplianceFinding finding) {
        told(Operation.RESOLVE_FINDING, finding, new FindingChange.Resolved(finding));
    }

    private void told(Operation operation, ComplianceFinding finding, Change change) {
        service.ledger()
                .recorder
                .succeeded(Attempt.of(Caller.SERVICE, operation).within(finding.scope()), change)
                .join();
    }

    private Export exported(Instant from) throws Exception {
        clock.pass(HOUR);
        Export export = service.finished(service.start(from));
        assertThat(export.state()).isEqualTo(ExportState.READY);
        return export;
    }

    private EvidenceVerdict verdict(Export export) throws IOException {
        return new EvidenceVerifier(new TrustedKeys(Optional.empty(), List.of()), true, 1, done -> {})
                .verify(service.archive(export));
    }

    private List<String> lines(Export export, String file) throws IOException {
        try (ZipFile zip = new ZipFile(service.archive(export).toFile())) {
            return new String(zip.getInputStream(zip.getEntry(file)).readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Test
    void whatStoodBeganOrEndedInTheRangeIsThereWithItsProof() throws Exception {
        ComplianceFinding allAlong = opened(TENANT, "all-along");
        ComplianceFinding until = opened(TENANT, "until");
        ComplianceFinding before = opened(TENANT, "before");
        opened("other", "of-another");
        resolved(before);
        clock.pass(HOUR);
        Instant from = clock.instant();
        ComplianceFinding since = opened(TENANT, "since");
        resolved(until);

        Export export = exported(from);

        EvidenceVerdict verdict = verdict(export);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.compliance()).hasValue(3);
        assertThat(lines(export, EvidenceFiles.COMPLIANCE))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"all-along\"", "\"resolved_at\":null", id(allAlong)),
                        line -> assertThat(line).contains("\"until\"").doesNotContain("\"resolved_at\":null"),
                        line -> assertThat(line).contains("\"since\"", "\"resolved_by\":null", id(since)));
        assertThat(lines(export, EvidenceFiles.COMPLIANCE_RECEIPTS))
                .hasSize(2)
                .allMatch(it -> it.contains("finding_opened"));
        assertThat(String.join("\n", lines(export, EvidenceFiles.REPORT)))
                .contains("2 findings of compliance stand at the end of the range", "all-along")
                .doesNotContain("of-another");
    }

    private static String id(ComplianceFinding finding) {
        return "\"" + finding.findingId() + "\"";
    }

    @Test
    void whereNothingWasFoundTheListIsEmpty() throws Exception {
        service.use().join();
        Export export = exported(Instant.EPOCH);

        assertThat(verdict(export).findings()).isEmpty();
        assertThat(verdict(export).compliance()).hasValue(0);
        assertThat(lines(export, EvidenceFiles.COMPLIANCE)).isEmpty();
    }
}
