package io.keywright.core.backup;

import io.keywright.core.crypto.ChunkCipher;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes and reads the files that backups are, a chunk at a time. Thread-safe. */
public final class BackupFiles {

    private static final int BUFFER_BYTES = 1 << 17;

    private final CryptoProviders crypto;

    public BackupFiles(CryptoProviders crypto) {
        this.crypto = crypto;
    }

    /**
     * Writes a backup, durably, into a file that is there and empty.
     *
     * @param database a copy of the database, which nothing changes
     * @param known the blocks that whoever restores has from the parents
     * @return the blocks that they will have then
     */
    BlockIndex write(Path file, BackupHead head, SecretBytes key, List<NodeFile> files, Path database, BlockIndex known)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES)) {
            out.write(head.bytes());
            SealedOutput sealed = new SealedOutput(out, new ChunkCipher(crypto, key, head.digest()));
            BackupContent.Writer content = new BackupContent.Writer(sealed);
            for (NodeFile each : files) {
                content.file(each);
            }
            BlockIndex index = known.next(database, content::block);
            content.end(index);
            sealed.finish();
            channel.force(true);
            return index;
        }
    }

    /** The head of a backup, which is not to be believed before its content was read. */
    public static BackupHead head(Path file) throws BackupException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return BackupHead.read(in);
        } catch (IOException e) {
            throw new BackupException("The backup " + file + " cannot be read: " + e + ".", e);
        }
    }

    /**
     * Reads a backup to its end.
     *
     * @throws BackupException if a byte of it is not as it was written, or {@code key} is not its key
     */
    void read(Path file, BackupHead head, SecretBytes key, BackupContent.Receiver receiver)
            throws IOException, BackupException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            in.skipNBytes(head.bytes().length);
            BackupContent.read(new SealedInput(in, new ChunkCipher(crypto, key, head.digest())), receiver);
        } catch (SealedInput.AlteredException | EOFException e) {
            throw new BackupException(
                    "The backup " + file + " was altered or cut off. Take another copy of it, or an older backup.", e);
        }
    }
}
