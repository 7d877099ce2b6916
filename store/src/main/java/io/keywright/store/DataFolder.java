package io.keywright.store;

import io.keywright.core.file.OwnerOnly;
import io.keywright.core.journal.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A data folder that is its owner's alone, and so are the database and the root key in it, whatever the umask was, or what
 * a copy brought along. A folder that holds something else and no database is not ours to change.
 */
public final class DataFolder {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /** What a database in it is called. */
    public static final String DATABASE = "keywright.db";

    /** What that is called once all of it has moved to PostgreSQL. */
    public static final String MOVED = DATABASE + ".moved";

    private DataFolder() {}

    /**
     * Makes the folder if there is none, and takes from it, and from our files in it, what others may do.
     *
     * @throws StoreException if it cannot be made, or others may read a file of ours and that cannot be changed
     */
    public static Path secure(Path folder) throws StoreException {
        try {
            OwnerOnly.createFolders(folder);
        } catch (IOException e) {
            throw new StoreException("Cannot make the data folder " + folder + ": choose one that can be made.", e);
        }
        if (posix(folder)) {
            List<Path> files = files(folder);
            if (files.stream().allMatch(DataFolder::isOurs) || Files.exists(folder.resolve(DATABASE))) {
                tightenIfOwned(folder);
            }
            for (Path file : files) {
                if (isOurs(file)) {
                    tighten(file, FILE);
                }
            }
        }
        return folder;
    }

    /**
     * Passes if the folder has no database of its own.
     *
     * @throws StoreException if it has; whoever started with another one would leave its keys behind
     */
    public static void requireNoStore(Path folder) throws StoreException {
        Path database = folder.resolve(DATABASE);
        if (Files.exists(database)) {
            throw new StoreException(
                    "The data folder has a store, " + database + ", and keywright.store says postgresql."
                            + " Move it by keywright store move, or name a data folder without one.");
        }
    }

    /**
     * Passes if the folder has a database of its own that can be moved.
     *
     * @throws StoreException if it has none, or that of a move before is still there
     */
    public static void requireStore(Path folder) throws StoreException {
        requireNotMoved(folder);
        if (Files.notExists(folder.resolve(DATABASE))) {
            throw new StoreException("There is no store in " + folder + ". Name the data folder.");
        }
    }

    /**
     * Passes if no store was moved from this folder. A new one in its place would be another ledger.
     *
     * @throws StoreException if one was
     */
    public static void requireNotMoved(Path folder) throws StoreException {
        Path moved = folder.resolve(MOVED);
        if (Files.exists(moved)) {
            throw new StoreException("The store of this data folder has moved to PostgreSQL; " + moved
                    + " is what it was. Set keywright.store=postgresql, or name another data folder.");
        }
    }

    private static List<Path> files(Path folder) throws StoreException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException("Cannot read the data folder " + folder + ": make it this user's.", e);
        }
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return (name.startsWith("keywright.") || name.startsWith("root.key"))
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** A folder that was mounted may be another's, who then says who may enter it. */
    private static void tightenIfOwned(Path folder) {
        try {
            tighten(folder, FOLDER);
        } catch (StoreException e) {
            // Its files are this user's alone all the same.
        }
    }

    private static void tighten(Path path, Set<PosixFilePermission> most) throws StoreException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            if (permissions.retainAll(most)) {
                Files.setPosixFilePermissions(path, permissions);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "Others may read or write " + path + ", and that cannot be changed: make it this user's alone.", e);
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
