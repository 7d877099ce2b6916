package io.keywright.archive.folder;

import io.keywright.core.archive.ArchiveException;
import io.keywright.core.archive.SegmentArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * An archive in a folder, on a disk of its own or a WORM file system. Files are made read-only, and are on the disk when a
 * call returns; the folder itself keeps nobody who may write to it from removing them.
 */
public final class FolderArchive implements SegmentArchive {

    /** No bundle of 256 receipts is larger. */
    private static final long LARGEST = 32 << 20;

    private final Path folder;
    private final ReadOnlyFiles files;

    /** @param folder made if it is not there */
    public FolderArchive(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.files = new ReadOnlyFiles(this.folder);
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public Optional<byte[]> read(String path) throws ArchiveException {
        Path file = folder.resolve(path);
        try {
            if (Files.size(file) > LARGEST) {
                throw ArchiveException.conflict(file + " is larger than anything that was written there.");
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            requireFolder();
            return Optional.empty();
        } catch (IOException e) {
            throw ArchiveException.unavailable("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** A folder that is gone, such as a disk that is not mounted, is another thing than a file that is not there. */
    private void requireFolder() throws ArchiveException {
        if (!Files.isDirectory(folder)) {
            throw ArchiveException.unavailable(
                    "The archive's folder " + folder + " is not there; is its disk mounted?",
                    new NoSuchFileException(folder.toString()));
        }
    }

    @Override
    public void writeOnce(String path, byte[] bytes) throws ArchiveException {
        Optional<byte[]> kept = read(path);
        if (kept.isEmpty()) {
            write(path, bytes);
        } else if (!Arrays.equals(kept.get(), bytes)) {
            throw ArchiveException.conflict("The archive " + folder + " has another " + path
                    + " than this ledger. Nothing was overwritten; see docs/runbooks/archive.md.");
        }
    }

    @Override
    public void writeHead(byte[] checkpoint) throws ArchiveException {
        write(HEAD, checkpoint);
    }

    private void write(String path, byte[] bytes) throws ArchiveException {
        try {
            files.write(folder.resolve(path), bytes);
        } catch (IOException e) {
            throw ArchiveException.unavailable("Cannot write " + folder.resolve(path) + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void check() throws ArchiveException {
        try {
            Files.createDirectories(folder);
            files.probe();
        } catch (IOException e) {
            throw ArchiveException.unavailable(
                    "Cannot write to the archive's folder " + folder + ": make it writable for this user.", e);
        }
    }

    @Override
    public void close() {}
}
