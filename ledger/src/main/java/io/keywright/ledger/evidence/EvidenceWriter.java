package io.keywright.ledger.evidence;

import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.evidence.Manifest.Listed;
import io.keywright.ledger.evidence.Manifest.Subject;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an archive, file after file, in constant memory. The same files make the same bytes. Files are written in the order
 * of {@link EvidenceFiles}; nothing is complete before {@link #close}.
 */
public final class EvidenceWriter implements Closeable {

    /** ZIP knows no time zone and none of the times would prove anything, so every file has the format's first one. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int BUFFER_BYTES = 1 << 16;

    private final ZipOutputStream zip;
    private final List<Listed> files = new ArrayList<>();

    /** @param target is closed together with the writer */
    public EvidenceWriter(OutputStream target) {
        this.zip = new ZipOutputStream(new Seal.Sealing(new BufferedOutputStream(target, BUFFER_BYTES)));
        zip.setComment(Seal.PLACEHOLDER);
    }

    /** Begins a file, which must be closed before the next one begins. */
    public OutputStream file(String name) throws IOException {
        begin(name);
        return new BufferedOutputStream(new Digesting(name), BUFFER_BYTES);
    }

    /** Writes a whole file. */
    public void file(String name, byte[] content) throws IOException {
        try (OutputStream file = file(name)) {
            file.write(content);
        }
    }

    /** Writes the manifest of all files so far, and answers its bytes. */
    public byte[] manifest(Subject subject) throws IOException {
        byte[] manifest = new Manifest(subject, files).encode();
        file(EvidenceFiles.MANIFEST, manifest);
        return manifest;
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** One file's bytes on their way, counted and digested. */
    private final class Digesting extends FilterOutputStream {

        private final String name;
        private final MessageDigest digest = Sha256.digest();
        private long size;
        private boolean closed;

        Digesting(String name) {
            super(zip);
            this.name = name;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            digest.update(bytes, offset, length);
            size += length;
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                zip.closeEntry();
                files.add(new Listed(name, size, Sha256.hex(digest)));
            }
        }
    }
}
