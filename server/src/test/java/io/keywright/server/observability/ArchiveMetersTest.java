package io.keywright.server.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.archive.folder.FolderArchive;
import io.keywright.core.archive.ArchiveRounds;
import io.keywright.core.archive.Archiver;
import io.keywright.core.archive.Pace;
import io.keywright.server.harness.SmallLedger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the archive does is known where it is written; other nodes' zeros would be taken for an archive that stands still. */
class ArchiveMetersTest {

    @TempDir
    Path folder;

    private final AtomicBoolean onDuty = new AtomicBoolean(true);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private ArchiveRounds rounds(SmallLedger ledger) {
        FolderArchive archive = new FolderArchive(folder.resolve("archive"));
        Archiver archiver = new Archiver(
                ledger.store.receipts(), ledger.store.pruning(), archive, ledger.ring, Pace.NONE, onDuty::get);
        return new ArchiveRounds(archive, archiver, Optional.empty(), onDuty::get);
    }

    private double value(String name) {
        return registry.get("kms.archive." + name).gauge().value();
    }

    @Test
    void whereAnotherNodeArchivesTheyKnowNothing() throws Exception {
        try (SmallLedger ledger = new SmallLedger(Files.createDirectory(folder.resolve("data")))) {
            ArchiveRounds rounds = rounds(ledger);
            new ArchiveMeters(Optional.of(rounds)).bindTo(registry);
            assertThat(value("sealed")).as("before the first round").isNaN();
            rounds.run();
            assertThat(value("sealed")).isZero();
            assertThat(value("pruned")).isZero();
            assertThat(value("failing")).isZero();

            onDuty.set(false);
            assertThat(value("sealed")).isNaN();
            assertThat(value("pruned")).isNaN();
            assertThat(value("failing")).isNaN();
        }
    }
}
