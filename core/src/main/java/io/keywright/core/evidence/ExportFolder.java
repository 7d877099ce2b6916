package io.keywright.core.evidence;

import io.keywright.core.file.OwnerOnly;
import io.keywright.model.CanonicalUuid;
import io.keywright.model.file.DurableFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder with all exports: for each a file that tells of it, and its package. Nodes may share it: what each has not finished bears
 * its id, so that none writes into another's. Readable by the service's user only.
 */
final class ExportFolder {

    private static final String TOLD = ".export";
    private static final String ZIP = ".zip";

    private final Path folder;
    private final UUID node;

    /**
     * Makes the folder if it is not there.
     *
     * @param node this node, as long as it runs
     */
    ExportFolder(Path folder, UUID node) throws IOException {
        this.folder = folder;
        this.node = node;
        OwnerOnly.createFolders(folder);
    }

    /** A new file that nobody else may read; one that is there already is replaced. */
    static OutputStream create(Path file) throws IOException {
        Files.deleteIfExists(file);
        return Files.newOutputStream(OwnerOnly.create(file));
    }

    /** All that were told of. */
    List<StoredExport> all() throws IOException {
        List<StoredExport> exports = new ArrayList<>();
        for (Path file : files()) {
            if (name(file).endsWith(TOLD)) {
                read(file).ifPresent(exports::add);
            }
        }
        return exports;
    }

    /** What was told of one. */
    Optional<StoredExport> find(UUID exportId) throws IOException {
        return read(file(exportId, TOLD));
    }

    private static Optional<StoredExport> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(ExportFile.read(file.getFileName(), in));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /** Tells of an export, durably and at once. */
    void tell(StoredExport told) {
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            ExportFile.write(told, content);
            DurableFile.write(file(told.export().exportId(), TOLD), content.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The package of an export that is ready. */
    Path zip(UUID exportId) {
        return file(exportId, ZIP);
    }

    /** A file of this node's for the time in which a package is made. */
    Path part(UUID exportId, String what) {
        return file(exportId, "." + node + what + DurableFile.UNFINISHED);
    }

    /** What was made as a part is whole now, and durable. */
    void complete(UUID exportId) throws IOException {
        DurableFile.place(part(exportId, ZIP), zip(exportId));
    }

    /** How many bytes all files have together. Others may come and go meanwhile. */
    long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += bytes(file);
        }
        return bytes;
    }

    private static long bytes(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }

    /** Removes all of an export. */
    void delete(UUID exportId) {
        deleteParts(exportId);
        delete(zip(exportId));
        delete(file(exportId, TOLD));
    }

    /** Removes what an unfinished export has left, also by other nodes. */
    void deleteParts(UUID exportId) {
        deleteParts(exportId + ".");
    }

    /** Removes what this node has left of an unfinished export. */
    void deleteOwnParts(UUID exportId) {
        deleteParts(exportId + "." + node + ".");
    }

    private void deleteParts(String beginning) {
        try {
            files().stream()
                    .filter(file ->
                            name(file).startsWith(beginning) && name(file).endsWith(DurableFile.UNFINISHED))
                    .forEach(ExportFolder::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(UUID exportId, String ending) {
        return folder.resolve(exportId + ending);
    }

    /** The folder's own files: whatever else lies there is not touched. */
    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            CanonicalUuid.find(name(file).split("\\.", 2)[0]).isPresent())
                    .toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
