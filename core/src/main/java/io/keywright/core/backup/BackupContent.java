package io.keywright.core.backup;

import io.keywright.core.crypto.SecretBytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What is sealed in a backup, in the order of a {@link DataOutputStream}: parts, each after the byte that tells its kind.
 *
 * <pre>
 * 1  a file beside the store: name (UTF), length (int), bytes
 * 2  a block of the database: number (long), length (int), bytes
 * 3  the end: size of the database in bytes (long), digest of all its blocks (32 bytes)
 * </pre>
 */
final class BackupContent {

    private static final int FILE = 1;
    private static final int BLOCK = 2;
    private static final int END = 3;
    private static final int DIGEST_BYTES = 32;

    private BackupContent() {}

    /** Is given what a backup holds, in its order. */
    interface Receiver {
        void file(NodeFile file) throws IOException;

        void block(long number, byte[] block) throws IOException;

        /** Comes last. */
        void end(long databaseBytes, byte[] digest) throws IOException;
    }

    /** Writes a backup's content. */
    static final class Writer {

        private final DataOutputStream out;

        Writer(OutputStream out) {
            this.out = new DataOutputStream(out);
        }

        void file(NodeFile file) throws IOException {
            out.writeByte(FILE);
            out.writeUTF(file.name());
            out.writeInt(file.content().size());
            file.content().<Integer, IOException>expose(bytes -> {
                out.write(bytes);
                return bytes.length;
            });
        }

        void block(long number, byte[] block, int length) throws IOException {
            out.writeByte(BLOCK);
            out.writeLong(number);
            out.writeInt(length);
            out.write(block, 0, length);
        }

        void end(BlockIndex index) throws IOException {
            out.writeByte(END);
            out.writeLong(index.fileBytes());
            out.write(index.digest());
            out.flush();
        }
    }

    /**
     * Reads a backup's content to its end.
     *
     * @throws IOException also if it has another form
     */
    static void read(InputStream content, Receiver receiver) throws IOException {
        DataInputStream in = new DataInputStream(content);
        while (true) {
            switch (in.readUnsignedByte()) {
                case FILE -> receiver.file(new NodeFile(in.readUTF(), SecretBytes.own(bytes(in, NodeFile.LONGEST))));
                case BLOCK -> receiver.block(in.readLong(), bytes(in, BlockIndex.BLOCK_BYTES));
                case END -> {
                    receiver.end(in.readLong(), in.readNBytes(DIGEST_BYTES));
                    if (in.read() >= 0) {
                        throw new IOException("something follows the end");
                    }
                    return;
                }
                default -> throw new IOException("a part of an unknown kind");
            }
        }
    }

    private static byte[] bytes(DataInputStream in, int most) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw new IOException("a part is too long");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
