package io.keywright.cli.backup;

import io.keywright.core.backup.BackupHead;
import io.keywright.core.backup.ConfiguredInstallation;
import io.keywright.core.backup.LedgerSightings;
import io.keywright.core.backup.LedgerSightings.Sighting;
import io.keywright.core.journal.StoreException;
import io.keywright.core.witness.ConfiguredWitness;
import io.keywright.ledger.note.SignedNote;
import io.keywright.verifier.input.InputFile;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a backup lacks of the ledger that others have seen.
 *
 * @param receipts how many it has
 */
record Losses(long receipts, List<Sighting> sightings) {

    /** Asks the witnesses, and looks at a checkpoint that somebody has kept. */
    static Losses of(
            StagedStore staged,
            BackupHead head,
            Optional<ConfiguredInstallation> installation,
            Optional<Path> checkpoint)
            throws StoreException {
        LedgerSightings seen = new LedgerSightings(staged.store().receipts(), staged.key());
        List<Sighting> sightings = new ArrayList<>();
        if (checkpoint.isPresent()) {
            sightings.add(seen.of("the checkpoint " + checkpoint.get(), note(checkpoint.get())));
        }
        if (installation.isPresent()) {
            for (ConfiguredWitness witness : installation.get().witnesses()) {
                sightings.add(seen.of(witness));
            }
        }
        return new Losses(head.receipts(), sightings);
    }

    private static SignedNote note(Path file) {
        try {
            return SignedNote.parse(InputFile.text("--checkpoint", file));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("--checkpoint: %s is no checkpoint: %s.".formatted(file, e.getMessage()));
        }
    }

    /** How many receipts are missing at least; empty if nobody knows. */
    OptionalLong lost() {
        boolean told = sightings.stream().anyMatch(it -> !(it instanceof Sighting.Unknown));
        return told ? OptionalLong.of(mostSeen() - receipts) : OptionalLong.empty();
    }

    private long mostSeen() {
        return sightings.stream()
                .mapToLong(it -> it instanceof Sighting.More more ? more.size() : receipts)
                .max()
                .orElse(receipts);
    }

    /** Says what each has seen. */
    void print(Terminal terminal) {
        for (Sighting sighting : sightings) {
            switch (sighting) {
                case Sighting.Same same -> terminal.good(same.who() + " has seen no more than the backup has.");
                case Sighting.More more ->
                    terminal.bad("%s has seen a ledger of %,d receipts.".formatted(more.who(), more.size()));
                case Sighting.Another another ->
                    terminal.bad(another.who() + " has seen another ledger: one of them was rewritten.");
                case Sighting.Unknown unknown ->
                    terminal.warning("%s does not tell: %s.".formatted(unknown.who(), unknown.why()));
            }
        }
    }

    /**
     * Passes if no more is lost than is accepted.
     *
     * @param accepted a number, or {@code unknown}
     * @throws CommandFailed saying which receipts are lost, and what to do
     */
    void require(Optional<String> accepted) {
        if (sightings.stream().anyMatch(Sighting.Another.class::isInstance)) {
            throw CommandFailed.because(
                    "This is not the ledger that others have seen. Nothing was restored: take a backup of the"
                            + " right installation, and find out who rewrote which.");
        }
        if (lost().isEmpty() && !accepted.equals(Optional.of("unknown"))) {
            throw CommandFailed.because(
                    "Nobody tells whether receipts are missing after number %,d. Name a checkpoint that somebody has"
                                    .formatted(receipts - 1)
                            + " kept by --checkpoint, or accept that by --accept-loss unknown. Nothing was restored.");
        }
        long lost = lost().orElse(0);
        if (lost > accepted.map(Losses::number).orElse(0L)) {
            throw CommandFailed.because(
                    "%s Take a newer backup, or accept that by --accept-loss %d. Nothing was restored."
                            .formatted(sentence(), lost));
        }
    }

    private static long number(String accepted) {
        return accepted.equals("unknown") ? Long.MAX_VALUE : Long.parseLong(accepted);
    }

    /** Which receipts are lost, as a sentence. */
    String sentence() {
        OptionalLong lost = lost();
        if (lost.isEmpty()) {
            return "Whether receipts are lost nobody tells.";
        }
        return lost.getAsLong() == 0
                ? "No receipt is known to be lost."
                : "%,d receipts are lost, number %d to %d, and what they tell of: revocations among them count no more."
                        .formatted(lost.getAsLong(), receipts, mostSeen() - 1);
    }
}
