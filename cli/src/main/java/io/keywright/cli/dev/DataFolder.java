package io.keywright.cli.dev;

import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A development server's data folder, held until it is closed. Holds it by the lock that the server's store will take, so
 * that a server at work is noticed before anything in its folder is touched.
 */
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path) throws IOException {
        this.path = path;
        Files.createDirectories(path);
        lockFile = FileChannel.open(file("keywright.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /**
     * Makes the folder if it is not there, and takes hold of it.
     *
     * @throws CommandFailed if it cannot be written, or another process has it
     */
    static DataFolder open(Path path) {
        try {
            DataFolder folder = new DataFolder(path);
            folder.lock();
            return folder;
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private void lock() throws IOException {
        if (!tryLock()) {
            lockFile.close();
            throw CommandFailed.because(
                    "The data folder %s is in use by another Keywright. Stop that one, or choose another by --data."
                            .formatted(path));
        }
    }

    private boolean tryLock() throws IOException {
        try {
            return lockFile.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // held by this very process
        }
    }

    Path file(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    /** Says why the folder cannot be used. */
    static CommandFailed unusable(Path path, Exception cause) {
        return CommandFailed.because("The data folder %s cannot be used: %s. Mend it, or choose another by --data."
                .formatted(path, Reason.of(cause)));
    }
}
