package io.keywright.ledger.evidence;

import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.Manifest.Listed;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Objects;

/** A listed file's bytes, digested on their way. Never gives more of them than the list says, whatever the archive holds. */
final class ListedInput extends FilterInputStream {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Listed listed;
    private final MessageDigest digest = Sha256.digest();
    private long rest;

    ListedInput(Listed listed, InputStream in) {
        super(in);
        this.listed = listed;
        this.rest = listed.size();
    }

    String name() {
        return listed.path();
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (rest == 0 || length == 0) {
            return length == 0 ? 0 : -1;
        }
        int read = readOrComplain(target, offset, (int) Math.min(length, rest));
        if (read > 0) {
            digest.update(target, offset, read);
            rest -= read;
        }
        return read;
    }

    private int readOrComplain(byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (IOException e) {
            throw EvidencePackage.damaged(name());
        }
    }

    /**
     * Reads what is left, and compares all with the list.
     *
     * @throws Flaw if it is another file than the one that is listed
     */
    void finish() throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int read;
        do {
            read = read(buffer, 0, buffer.length);
        } while (read >= 0);
        if (rest > 0 || readOrComplain(buffer, 0, 1) >= 0) {
            throw new Flaw(name(), Problem.FILE_ALTERED, "the file has not the size that the manifest says");
        }
        if (!Sha256.hex(digest).equals(listed.sha256())) {
            throw new Flaw(name(), Problem.FILE_ALTERED, "the file has not the SHA-256 that the manifest says");
        }
    }
}
