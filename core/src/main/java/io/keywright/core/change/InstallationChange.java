package io.keywright.core.change;

import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.LogCategory;
import io.keywright.model.LogLevel;
import io.keywright.model.Restoration;
import io.keywright.model.Row;
import io.keywright.model.StoredRowKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A change of the installation itself, or word of what it has shown. */
public sealed interface InstallationChange extends Change {

    /**
     * The ledger gets another key. Applies if {@code from} is the one that it has. The receipt of it is the last that the old
     * key signs; what is written behind it is the new one's.
     *
     * @param provider the root provider that wrapped the new key
     * @param wrapped its seed
     * @param overlapUntil until when the old key signs beside the new one what leaves the server; {@code at} for not at all
     */
    record LedgerKeyRotated(
            VerifierKey from, NoteSigner to, String provider, byte[] wrapped, Instant at, Instant overlapUntil)
            implements InstallationChange {

        /** The one that {@code change} brings about, whatever it is tied to. */
        public static Optional<LedgerKeyRotated> in(Change change) {
            return switch (change) {
                case LedgerKeyRotated rotated -> Optional.of(rotated);
                case Tied tied -> in(tied.change());
                default -> Optional.empty();
            };
        }

        /** Whether the old key still signs something. */
        public boolean overlaps() {
            return overlapUntil.isAfter(at);
        }
    }

    /**
     * A tenant's evidence was exported. Always applies; what it changes is that somebody has it.
     *
     * @param manifestSha256 of the export's manifest, 64 hexadecimal digits
     */
    record EvidenceExported(UUID exportId, Instant from, Instant to, long receipts, String manifestSha256)
            implements InstallationChange {}

    /**
     * A node's log tells more or less. Always applies; nothing of it is stored.
     *
     * @param until when it tells as much as is configured again; empty if it does so from now on
     */
    record LogLevelChanged(LogCategory category, LogLevel level, Optional<Instant> until)
            implements InstallationChange {}

    /** The installation was restored, and its ledger tells it. Applies if it did not yet. */
    record BackupRestored(Restoration restoration) implements InstallationChange {}

    /**
     * Rows from before there were tags are vouched for, as they are. Applies if there is no row key.
     *
     * @param key is the row key from then on
     */
    record RowsTagged(StoredRowKey key, List<Row> rows) implements InstallationChange {
        public RowsTagged {
            rows = List.copyOf(rows);
        }
    }
}
