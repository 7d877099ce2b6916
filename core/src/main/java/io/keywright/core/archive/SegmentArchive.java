package io.keywright.core.archive;

import java.util.Optional;

/**
 * Where sealed segments of the ledger lie: one log in the layout of C2SP tlog-tiles, which only grows. Every file but the
 * head is written once and never changed. Port; safe from any thread, and calls may block. What is read may have been
 * changed by anybody who can write there: whoever reads checks it.
 */
public interface SegmentArchive extends AutoCloseable {

    /** The path of the newest checkpoint, the one file that is ever replaced. */
    String HEAD = "checkpoint";

    /** Where it is, for the operator; nothing secret. */
    String place();

    /**
     * The file at {@code path}, if there is one.
     *
     * @param path below the archive's root, of letters, digits, points and slashes
     */
    Optional<byte[]> read(String path) throws ArchiveException;

    /**
     * Keeps {@code bytes} at {@code path} for good; durable on return. The same bytes may be written again.
     *
     * @throws ArchiveException a {@linkplain ArchiveException#conflict() conflict} if other bytes are there; they stay
     */
    void writeOnce(String path, byte[] bytes) throws ArchiveException;

    /** Puts {@code checkpoint} in the place of the head before it; durable on return. */
    void writeHead(byte[] checkpoint) throws ArchiveException;

    /**
     * Passes if the archive can be reached and protects what is written to it as well as it claims to.
     *
     * @throws ArchiveException that says what to change
     */
    void check() throws ArchiveException;

    @Override
    void close();
}
