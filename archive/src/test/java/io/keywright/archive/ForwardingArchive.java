package io.keywright.archive;

import io.keywright.core.archive.ArchiveException;
import io.keywright.core.archive.SegmentArchive;
import java.util.Optional;

/** An archive in front of another. */
abstract class ForwardingArchive implements SegmentArchive {

    private final SegmentArchive behind;

    ForwardingArchive(SegmentArchive behind) {
        this.behind = behind;
    }

    @Override
    public String place() {
        return behind.place();
    }

    @Override
    public Optional<byte[]> read(String path) throws ArchiveException {
        return behind.read(path);
    }

    @Override
    public void writeOnce(String path, byte[] bytes) throws ArchiveException {
        behind.writeOnce(path, bytes);
    }

    @Override
    public void writeHead(byte[] checkpoint) throws ArchiveException {
        behind.writeHead(checkpoint);
    }

    @Override
    public void check() throws ArchiveException {
        behind.check();
    }

    @Override
    public void close() {
        behind.close();
    }
}
