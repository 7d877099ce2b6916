package io.keywright.ledger.evidence;

import io.keywright.ledger.digest.Sha256;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The last 64 bytes of an archive, the ZIP's comment: SHA-256 of everything before, in hexadecimal digits. It finds damage
 * to what holds the files together, which no file's digest covers. It vouches for nothing: anybody can compute it.
 */
final class Seal {

    static final int BYTES = 64;

    /** A comment of the right length, to be replaced. */
    static final String PLACEHOLDER = "0".repeat(BYTES);

    private Seal() {}

    /** The bytes that seal what {@code digest} has seen. */
    static byte[] of(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
    }

    /** Passes everything on but the last {@link #BYTES}, and on closing writes the seal in their place. */
    static final class Sealing extends FilterOutputStream {

        private final MessageDigest digest = Sha256.digest();
        private byte[] held = {};
        private boolean closed;

        Sealing(OutputStream target) {
            super(target);
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int sure = held.length + length - BYTES;
            byte[] all = Arrays.copyOf(held, held.length + length);
            System.arraycopy(bytes, offset, all, held.length, length);
            if (sure > 0) {
                digest.update(all, 0, sure);
                out.write(all, 0, sure);
                all = Arrays.copyOfRange(all, sure, all.length);
            }
            held = all;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                out.write(of(digest));
                super.close();
            }
        }
    }
}
