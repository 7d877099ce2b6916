package io.keywright.core.tenant;

import io.keywright.core.file.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files with sealed copies, one for each version of a root. What a file is called is where its root belongs. Readable by the service's user only.
 */
final class CopyFolder {

    private static final String SEPARATOR = "@";
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9._:-]{1,128})" + SEPARATOR + "([0-9]{1,9})");

    private final Path folder;

    CopyFolder(Path folder) throws IOException {
        this.folder = folder;
        OwnerOnly.createFolders(folder);
    }

    /** Puts a copy there instead of the one before, whole or not at all. */
    void put(RootVersion place, SealedCopy copy) throws IOException {
        new CopyFile(file(place)).write(copy);
    }

    /** What is there; nothing if it is no copy. */
    Optional<SealedCopy> get(RootVersion place) throws IOException {
        return new CopyFile(file(place)).read();
    }

    /** The roots of which there are copies. */
    List<RootVersion> places() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> place(file).stream()).toList();
        }
    }

    void delete(RootVersion place) throws IOException {
        Files.deleteIfExists(file(place));
    }

    private Path file(RootVersion place) {
        return folder.resolve(place.tenantId() + SEPARATOR + place.version());
    }

    private static Optional<RootVersion> place(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches()
                ? Optional.of(new RootVersion(name.group(1), Integer.parseInt(name.group(2))))
                : Optional.empty();
    }
}
