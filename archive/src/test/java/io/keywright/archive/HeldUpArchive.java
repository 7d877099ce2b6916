package io.keywright.archive;

import io.keywright.core.archive.ArchiveException;
import io.keywright.core.archive.SegmentArchive;
import java.util.concurrent.Callable;

/** Has something happen after the first checkpoint was written, before the head is, as if its node was stopped there for a while. */
final class HeldUpArchive extends ForwardingArchive {

    private final Callable<?> meanwhile;
    private boolean held;

    HeldUpArchive(SegmentArchive behind, Callable<?> meanwhile) {
        super(behind);
        this.meanwhile = meanwhile;
    }

    @Override
    public void writeOnce(String path, byte[] bytes) throws ArchiveException {
        super.writeOnce(path, bytes);
        if (path.startsWith("checkpoints/") && !held) {
            held = true;
            try {
                Object _ = meanwhile.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
