package io.keywright.server;

import io.keywright.core.archive.ArchiveRounds;
import io.keywright.core.archive.SegmentArchive;
import java.util.Optional;

/** The archive, if one is configured. */
record ArchiveOfLedger(Optional<Kept> kept) {

    static final ArchiveOfLedger NONE = new ArchiveOfLedger(Optional.empty());

    /**
     * An archive and what keeps it up to date.
     *
     * @param rounds run by {@link ArchiveWatch} alone
     */
    record Kept(SegmentArchive archive, ArchiveRounds rounds) {}
}
