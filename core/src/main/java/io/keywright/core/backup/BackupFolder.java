package io.keywright.core.backup;

import io.keywright.core.file.OwnerOnly;
import io.keywright.model.CanonicalUuid;
import io.keywright.model.file.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder with backups, each in the file {@code keywright-ID.backup}, so that they stand in the order in which they were made.
 * What is there under that name is whole. Whatever else lies there is not touched.
 */
public final class BackupFolder {

    private static final String PREFIX = "keywright-";
    private static final String SUFFIX = ".backup";

    private final Path folder;

    public BackupFolder(Path folder) {
        this.folder = folder;
    }

    /** The one that {@code backup} lies in. */
    static BackupFolder of(Path backup) {
        return new BackupFolder(backup.toAbsolutePath().resolveSibling(""));
    }

    public Path path() {
        return folder;
    }

    /** Makes it if it is not there, and removes what an interrupted backup has left. */
    void prepare() throws IOException {
        OwnerOnly.createFolders(folder);
        for (Path left : named(SUFFIX + DurableFile.UNFINISHED)) {
            Files.delete(left);
        }
    }

    /** An empty file for the time in which a backup is made, for its owner alone. */
    Path begin(UUID backupId) throws IOException {
        return OwnerOnly.create(folder.resolve(PREFIX + backupId + SUFFIX + DurableFile.UNFINISHED));
    }

    /** What was begun is whole now, and durable. */
    Path complete(UUID backupId, Path begun) throws IOException {
        Path whole = file(backupId);
        DurableFile.place(begun, whole);
        return whole;
    }

    /** Where the backup of that id is, if it is here. */
    public Path file(UUID backupId) {
        return folder.resolve(PREFIX + backupId + SUFFIX);
    }

    /** The ids of all, the newest first. */
    public List<UUID> ids() throws IOException {
        return named(SUFFIX).stream()
                .map(file -> id(file).orElseThrow())
                .sorted(Comparator.comparing(UUID::toString).reversed())
                .toList();
    }

    /** When the newest was made; empty if there is none. */
    public Optional<Instant> newest() throws IOException {
        return ids().stream().findFirst().map(BackupRetention::madeAt);
    }

    private List<Path> named(String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name(file).endsWith(suffix) && id(file).isPresent())
                    .toList();
        }
    }

    private static Optional<UUID> id(Path file) {
        String name = name(file);
        int end = name.indexOf(SUFFIX);
        return name.startsWith(PREFIX) && end > 0
                ? CanonicalUuid.find(name.substring(PREFIX.length(), end))
                : Optional.empty();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
