package io.keywright.store.sqlite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.journal.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a data folder to one process. The operating system drops the lock when the process ends, however it ends; the
 * file stays and means nothing by itself.
 */
final class StoreLock implements AutoCloseable {

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StoreException if another has the folder, or the lock file cannot be written */
    static StoreLock acquire(Path folder) throws StoreException {
        Path file = folder.resolve("keywright.lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new StoreException("Another process uses the data folder " + folder + ": process " + holder(file)
                        + ". Stop it, or start this one with a folder of its own.");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII)));
            return new StoreLock(channel);
        } catch (IOException e) {
            throw new StoreException(
                    "Cannot write to the data folder " + folder + ": create it, or make it writable for this user.", e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(Path file) throws IOException {
        return Files.readString(file, US_ASCII);
    }

    @Override
    public void close() throws StoreException {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("Cannot release the data folder's lock.", e);
        }
    }
}
