package io.keywright.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.archive.folder.FolderArchive;
import io.keywright.core.archive.ArchiveException;
import io.keywright.core.archive.ArchiveRounds;
import io.keywright.core.archive.ArchiveRounds.State;
import io.keywright.core.archive.Archiver;
import io.keywright.core.archive.Pace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What came of archiving is told by the node that archives, and by no other. */
class RoundsTest {

    @TempDir
    Path folder;

    private final AtomicBoolean onDuty = new AtomicBoolean(true);

    private ArchiveRounds rounds(LedgerOnDisk ledger) {
        FolderArchive archive = new FolderArchive(folder.resolve("archive"));
        Archiver archiver = new Archiver(
                ledger.receipts(), ledger.store().pruning(), archive, ledger.keys(), Pace.NONE, onDuty::get);
        return new ArchiveRounds(archive, archiver, Optional.empty(), onDuty::get);
    }

    @Test
    void howFarTheArchiveIsTheNodeKnowsThatArchives() throws Exception {
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder.resolve("data"))) {
            ledger.append(300);
            ArchiveRounds rounds = rounds(ledger);
            assertThat(rounds.state()).isEmpty();
            rounds.run();
            assertThat(rounds.state()).hasValue(new State(256, 0));

            onDuty.set(false);
            assertThat(rounds.state()).isEmpty();
            onDuty.set(true);
            assertThat(rounds.state()).isPresent();
        }
    }

    @Test
    void aFailureIsForgottenWhereAnotherNodeArchives() throws Exception {
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder.resolve("data"))) {
            ledger.append(300);
            ArchiveRounds rounds = rounds(ledger);
            FolderArchive archive = new FolderArchive(folder.resolve("archive"));
            archive.check();
            archive.writeOnce("tile/entries/000", new byte[] {1});
            assertThatThrownBy(rounds::run).isInstanceOf(ArchiveException.class);
            assertThatThrownBy(rounds::requireGood).isInstanceOf(ArchiveException.class);

            onDuty.set(false);
            rounds.requireGood();
        }
    }
}
