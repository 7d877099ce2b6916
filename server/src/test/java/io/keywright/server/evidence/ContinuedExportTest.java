package io.keywright.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.evidence.Export;
import io.keywright.core.evidence.ExportState;
import io.keywright.ledger.evidence.ChainedReceipts;
import io.keywright.ledger.evidence.EvidenceVerdict;
import io.keywright.ledger.evidence.EvidenceVerifier;
import io.keywright.ledger.evidence.ReceiptChain;
import io.keywright.ledger.evidence.ReceiptChain.Link;
import io.keywright.ledger.evidence.TrustedKeys;
import io.keywright.server.keys.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One export after the other: together they have all of the tenant's receipts, or it shows. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContinuedExportTest {

    private static final Duration HOUR = Duration.ofHours(1);

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

    private void use(int times) {
        for (int i = 0; i < times; i++) {
            service.use().join();
        }
    }

    private Export exported(Instant from) throws Exception {
        clock.pass(HOUR);
        Export export = service.finished(service.start(from));
        assertThat(export.state()).isEqualTo(ExportState.READY);
        return export;
    }

    private EvidenceVerdict verdict(Export export, Optional<Link> earlier) throws Exception {
        return new EvidenceVerifier(new TrustedKeys(Optional.empty(), List.of()), true, 1, done -> {})
                .verify(service.archive(export), earlier);
    }

    private ChainedReceipts chain(Export export, Optional<Link> earlier) throws Exception {
        EvidenceVerdict verdict = verdict(export, earlier);
        assertThat(verdict.findings()).isEmpty();
        return verdict.chain().orElseThrow();
    }

    @Test
    void theFirstBeginsWithTheTenantsFirstReceiptAndTheNextWhereItEnds() throws Exception {
        use(3);
        Export first = exported(Instant.EPOCH);
        use(2);
        Export second = exported(first.to());

        ChainedReceipts one = chain(first, Optional.empty());
        assertThat(one.before()).isEqualTo(ReceiptChain.of("acme").last());
        assertThat(one.after().number()).isEqualTo(3);
        ChainedReceipts two = chain(second, Optional.of(one.after()));
        assertThat(two).isEqualTo(new ChainedReceipts(one.after(), two.after(), 0));
        assertThat(two.after().number()).isEqualTo(3 + 2 + 2);
    }

    @Test
    void anExportThatBeginsEarlierContinuesAnotherToo() throws Exception {
        use(3);
        Instant middle = clock.instant().plus(HOUR);
        Export first = exported(Instant.EPOCH);
        use(2);
        Export second = exported(Instant.EPOCH);

        ChainedReceipts one = chain(first, Optional.empty());
        assertThat(chain(second, Optional.of(one.after())).after().number()).isEqualTo(7);
        assertThat(first.to()).isEqualTo(middle);
    }

    @Test
    void aReceiptWithATimeOfAnEarlierExportIsCountedAmongThoseThatFollowOrMissedBeforeThem() throws Exception {
        use(3);
        Export first = exported(Instant.EPOCH);
        clock.pass(HOUR.negated());
        use(1);
        clock.pass(HOUR);
        use(1);
        Export second = exported(first.to());
        clock.pass(HOUR.negated());
        use(1);
        clock.pass(HOUR.multipliedBy(2));
        Export third = exported(clock.instant());

        Link end = chain(first, Optional.empty()).after();
        ChainedReceipts two = chain(second, Optional.of(end));
        assertThat(two.elsewhere()).isEqualTo(1);
        assertThat(verdict(third, Optional.of(two.after())).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains("before this one begins"));
    }

    @Test
    void anExportWithoutReceiptsTellsHowFarTheTenantIs() throws Exception {
        use(3);
        clock.pass(HOUR);
        Export none = exported(clock.instant().plus(HOUR.dividedBy(2)));

        ChainedReceipts chain = chain(none, Optional.empty());
        assertThat(chain.before()).isEqualTo(chain.after());
    }
}
