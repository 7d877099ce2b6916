package io.keywright.cli.file;

import io.keywright.model.file.DurableFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file in the making, for its owner alone. It takes its place, and that of whatever was there, once it is kept; else nothing
 * remains of it, also if the process is stopped. Belongs to one thread.
 */
public final class Draft implements AutoCloseable {

    private final Path file;
    private final Path draft;
    private final OutputStream out;

    /** Begins a file beside the place that it will take. */
    public Draft(Path file) throws IOException {
        this.file = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        this.draft = Files.createTempFile(
                this.file.resolveSibling(""),
                ".keywright",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        draft.toFile().deleteOnExit();
        this.out = new BufferedOutputStream(Files.newOutputStream(draft));
    }

    /** Writes to it. */
    public OutputStream out() {
        return out;
    }

    /** Ends it and puts it in its place, on the disk on return: content first, then its name. */
    public void keep() throws IOException {
        out.close();
        DurableFile.place(draft, file);
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(draft);
    }
}
