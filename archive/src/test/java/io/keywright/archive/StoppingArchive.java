package io.keywright.archive;

import io.keywright.core.archive.ArchiveException;
import io.keywright.core.archive.SegmentArchive;

/** Ends everything after some writes, as the end of the process does. */
final class StoppingArchive extends ForwardingArchive {

    /** The end. */
    static final class Stopped extends RuntimeException {}

    private int left;
    private boolean stopped;

    StoppingArchive(SegmentArchive behind, int writes) {
        super(behind);
        this.left = writes;
    }

    boolean stopped() {
        return stopped;
    }

    private void count() {
        if (left-- == 0) {
            stopped = true;
            throw new Stopped();
        }
    }

    @Override
    public void writeOnce(String path, byte[] bytes) throws ArchiveException {
        count();
        super.writeOnce(path, bytes);
    }

    @Override
    public void writeHead(byte[] checkpoint) throws ArchiveException {
        count();
        super.writeHead(checkpoint);
    }
}
