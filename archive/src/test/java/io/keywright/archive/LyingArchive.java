package io.keywright.archive;

import io.keywright.core.archive.ArchiveException;
import io.keywright.core.archive.SegmentArchive;

/** Keeps something else than it is given. */
final class LyingArchive extends ForwardingArchive {

    private final String about;

    /** @param about the path whose content is changed by one bit */
    LyingArchive(SegmentArchive behind, String about) {
        super(behind);
        this.about = about;
    }

    @Override
    public void writeOnce(String path, byte[] bytes) throws ArchiveException {
        byte[] kept = bytes.clone();
        if (path.equals(about)) {
            kept[kept.length - 1] ^= 1;
        }
        super.writeOnce(path, kept);
    }
}
