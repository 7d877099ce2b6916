package io.keywright.cli.backup;

import io.keywright.core.backup.NodeFile;
import io.keywright.core.file.OwnerOnly;
import io.keywright.model.file.DurableFile;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A data folder in which nothing is but what its custodian has put there, and a store that is about to be. The store is there as a
 * whole once its one file is moved into place, and not at all before.
 */
record EmptyNode(Path folder) {

    private static final String STAGING = "keywright.restoring";
    private static final String ROOT = "root.key";

    /**
     * Looks at a folder, which is made for its owner alone if it is not there.
     *
     * @throws CommandFailed if there is anything in it that is no root key
     */
    static EmptyNode at(Path folder) throws IOException {
        for (Path file : Folders.content(folder)) {
            String name = String.valueOf(file.getFileName());
            if (!name.startsWith(ROOT) && !name.equals(STAGING)) {
                throw CommandFailed.badInput(
                        "--data: %s is not empty: there is %s. Restore into an empty folder.".formatted(folder, name));
            }
        }
        OwnerOnly.createFolders(folder);
        return new EmptyNode(folder);
    }

    /** An empty folder in it; what an interrupted restoration has left is removed. */
    Path stage() throws IOException {
        Path staging = folder.resolve(STAGING);
        Folders.delete(staging);
        return OwnerOnly.createFolder(staging);
    }

    /** Puts in place what was made in {@link #stage}: the store last. */
    void settle() throws IOException {
        Path staging = folder.resolve(STAGING);
        for (String name : List.of(NodeFile.ROOT_KEY, NodeFile.ROOT_KEY_SALT)) {
            Path file = staging.resolve(name);
            if (Files.exists(file) && Files.notExists(folder.resolve(name))) {
                DurableFile.place(file, folder.resolve(name));
            }
        }
        DurableFile.place(staging.resolve(SqliteDatabase.FILE), folder.resolve(SqliteDatabase.FILE));
    }

    /** Removes what was made in {@link #stage} and not put in place. */
    void clear() throws IOException {
        Folders.delete(folder.resolve(STAGING));
    }
}
