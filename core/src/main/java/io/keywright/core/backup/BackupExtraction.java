package io.keywright.core.backup;

import io.keywright.core.backup.BackupChain.Link;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.file.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Puts the files of a node together from backups. Every byte is authenticated before it is written. */
public final class BackupExtraction {

    private final BackupFiles files;
    private final BackupOpening opening;

    public BackupExtraction(BackupFiles files, BackupOpening opening) {
        this.files = files;
        this.opening = opening;
    }

    /** Is told how many of the backups were read. */
    @FunctionalInterface
    public interface Progress {
        void at(int read, int all);
    }

    /**
     * Writes the database into {@code database}, durably, and what else the node needs beside it.
     *
     * @param database a file that is there and empty; of no use if this fails
     * @throws BackupException if a backup does not open, or was altered
     */
    public void extract(BackupChain chain, Path database, Progress progress) throws IOException, BackupException {
        try (FileChannel channel = FileChannel.open(database, StandardOpenOption.WRITE)) {
            Assembly assembly = new Assembly(channel);
            int read = 0;
            for (Link link : chain.links()) {
                try (SecretBytes key = opening.open(link.head())) {
                    files.read(link.file(), link.head(), key, assembly);
                }
                progress.at(++read, chain.links().size());
            }
            channel.truncate(assembly.databaseBytes);
            channel.force(true);
            assembly.writeFiles(database);
            assembly.requireComplete(database);
        }
    }

    /** What was read so far. */
    private static final class Assembly implements BackupContent.Receiver {

        private final FileChannel database;
        private final Map<String, NodeFile> beside = new HashMap<>();
        private long databaseBytes;
        private byte[] digest = new byte[0];

        Assembly(FileChannel database) {
            this.database = database;
        }

        @Override
        public void file(NodeFile file) {
            Optional.ofNullable(beside.put(file.name(), file))
                    .ifPresent(before -> before.content().close());
        }

        @Override
        public void block(long number, byte[] block) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(block);
            long position = Math.multiplyExact(number, BlockIndex.BLOCK_BYTES);
            while (bytes.hasRemaining()) {
                position += database.write(bytes, position);
            }
        }

        @Override
        public void end(long bytes, byte[] digestOfBlocks) {
            databaseBytes = bytes;
            digest = digestOfBlocks;
        }

        void writeFiles(Path besides) throws IOException {
            for (NodeFile file : beside.values()) {
                Path path = besides.resolveSibling(file.name());
                OwnerOnly.create(path);
                try (SecretBytes content = file.content()) {
                    content.<Path, IOException>expose(bytes -> Files.write(path, bytes, StandardOpenOption.DSYNC));
                }
            }
        }

        void requireComplete(Path file) throws IOException, BackupException {
            BlockIndex index = BlockIndex.EMPTY.next(file, (number, block, length) -> {});
            if (index.fileBytes() != databaseBytes || !Arrays.equals(index.digest(), digest)) {
                throw new BackupException(
                        "The backups do not make the store that the newest was made of. Take other copies, or another backup.");
            }
        }
    }
}
