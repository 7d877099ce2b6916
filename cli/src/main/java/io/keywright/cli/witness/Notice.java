package io.keywright.cli.witness;

import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.witness.AddCheckpoint;
import io.keywright.ledger.witness.Ruling;
import io.keywright.ledger.witness.Ruling.Reason;
import io.keywright.verifier.terminal.Printable;

/** What a witness's operator reads of a ruling. */
final class Notice {

    private Notice() {}

    static String of(byte[] request, Ruling ruling) {
        return switch (ruling) {
            case Ruling.Cosigned ignored -> "cosigned " + head(request);
            case Ruling.OtherSize other ->
                "asked to start elsewhere than at %d: %s".formatted(other.size(), head(request));
            case Ruling.Refused refused
            when refused.reason() == Reason.INCONSISTENT -> "ALARM: %s: %s".formatted(refused.detail(), head(request));
            case Ruling.Refused refused -> "refused: %s".formatted(refused.detail());
        };
    }

    /** Only of requests that were found well-formed. */
    private static String head(byte[] request) {
        Checkpoint head = Checkpoint.parseExtended(
                AddCheckpoint.parse(request).checkpoint().text());
        return "%s, size %d, root %s".formatted(Printable.of(head.origin()), head.size(), head.root());
    }
}
