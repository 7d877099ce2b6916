package io.keywright.server.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.backup.BackupException;
import io.keywright.core.backup.BackupFolder;
import io.keywright.core.backup.BackupRetention;
import io.keywright.core.backup.BackupRounds;
import io.keywright.core.backup.BackupSealing;
import io.keywright.core.backup.ScheduledBackups;
import io.keywright.server.harness.SmallLedger;
import io.keywright.server.observability.BackupMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever watches the service learns that backups do not come any more. */
class ScheduledBackupsTest {

    private static final Duration TIME = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = Instant.now();
    private SmallLedger ledger;
    private Path backups;
    private ScheduledBackups scheduled;

    @BeforeEach
    void open() throws Exception {
        ledger = new SmallLedger(folder);
        backups = folder.resolve("backups");
        BackupRounds rounds = new BackupRounds(
                ledger.store.snapshots(),
                folder.resolve("copy"),
                BackupSealing.byProvider(ledger.roots),
                List.of(),
                new BackupFolder(backups),
                new BackupRetention(Duration.ofDays(7)),
                ledger.crypto,
                ledger.ids,
                ledger.clock);
        scheduled = new ScheduledBackups(rounds, ledger.store.receipts(), ledger.recorder, () -> now);
        new BackupMeters(
                        Optional.of(new BackupFolder(backups)),
                        Optional.of(new BackupMeters.Plan(TIME, scheduled)),
                        () -> now)
                .bindTo(registry);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    private double age() {
        return seconds("kms.backup.age");
    }

    private double seconds(String gauge) {
        return registry.get(gauge).gauge().value();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private void isOverdue() {
        assertThatThrownBy(() -> scheduled.requireWithin(TIME)).hasMessageContaining("newest backup");
    }

    private void isInTime() {
        assertThatCode(() -> scheduled.requireWithin(TIME)).doesNotThrowAnyException();
    }

    @Test
    void theNewestBackupHasAnAgeOnceThereIsOne() throws Exception {
        assertThat(age()).isNaN();
        scheduled.run();
        pass(Duration.ofHours(1));
        assertThat(age()).isBetween(3590.0, 3610.0);
    }

    @Test
    void aBackupIsOverdueIfNoneWasMadeForTooLong() throws Exception {
        isInTime();
        pass(TIME.plusSeconds(1));
        isOverdue();
        scheduled.run();
        isInTime();
        pass(TIME.plusSeconds(1));
        isOverdue();
    }

    @Test
    void whereNothingWasDoneNoneIsOverdue() throws Exception {
        assertThat(scheduled.run()).isPresent();
        pass(TIME.plusSeconds(1));
        assertThat(seconds("kms.backup.lag")).isGreaterThan(seconds("kms.backup.interval"));
        assertThat(scheduled.run()).isEmpty();
        assertThat(seconds("kms.backup.lag")).isZero();
        isInTime();
    }

    @Test
    void aFolderThatCannotBeWrittenMakesTheNextOneOverdue() throws Exception {
        Files.writeString(backups, "no folder");
        pass(TIME.plusSeconds(1));
        assertThatThrownBy(scheduled::run).isInstanceOf(BackupException.class);
        isOverdue();
        assertThat(age()).isNaN();
    }
}
