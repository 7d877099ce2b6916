package io.keywright.server.lifetime;

import io.keywright.core.archive.ArchiveRounds;
import io.keywright.core.archive.SegmentArchive;
import java.util.Optional;

/** The archive, if one is configured. */
public record ArchiveOfLedger(Optional<Kept> kept) {

    /** None is configured. */
    public static final ArchiveOfLedger NONE = new ArchiveOfLedger(Optional.empty());

    /**
     * An archive and what keeps it up to date.
     *
     * @param rounds run by {@link ArchiveWatch} alone
     */
    public record Kept(SegmentArchive archive, ArchiveRounds rounds) {}
}
