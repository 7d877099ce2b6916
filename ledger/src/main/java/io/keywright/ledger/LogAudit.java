package io.keywright.ledger;

import io.keywright.ledger.AuditResult.Faulty;
import io.keywright.ledger.AuditResult.Sound;
import io.keywright.ledger.merkle.TileSource;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.VerifierKey;
import java.util.Iterator;
import java.util.Optional;

/**
 * Builds a whole log anew from its leaves and compares it with a checkpoint, and on request with its receipts' signatures
 * and its tiles. Keeps at most one tile of leaves in memory. The checkpoint's own signature is the caller's to check.
 *
 * @param checkpoint what the leaves must add up to
 * @param receiptKey if present, every leaf must be a receipt that it signed
 * @param tiles if present, every tile must be there and right; the partial one of level 0 is not asked for
 */
public record LogAudit(Checkpoint checkpoint, Optional<VerifierKey> receiptKey, Optional<TileSource> tiles) {

    /** An audit of the leaves alone. */
    public static LogAudit of(Checkpoint checkpoint) {
        return new LogAudit(checkpoint, Optional.empty(), Optional.empty());
    }

    /** This audit, and every leaf must be a receipt signed by {@code key}. */
    public LogAudit withReceipts(VerifierKey key) {
        return new LogAudit(checkpoint, Optional.of(key), tiles);
    }

    /** This audit, and every tile must be in {@code source}. */
    public LogAudit withTiles(TileSource source) {
        return new LogAudit(checkpoint, receiptKey, Optional.of(source));
    }

    /**
     * Runs through the whole log, up to the first fault.
     *
     * @param leaves the data of all leaves, in order, exactly as many as the checkpoint says
     */
    public AuditResult replay(Iterator<byte[]> leaves) {
        try {
            return new Sound(new Replay(this, leaves).run());
        } catch (Replay.Finding finding) {
            return new Faulty(finding.fault(), finding.detail());
        }
    }
}
