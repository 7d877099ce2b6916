package io.keywright.ledger.cosignature;

import io.keywright.ledger.encoding.StrictUtf8;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.note.Checkpoint;
import java.nio.ByteBuffer;

/**
 * What a cosigner signs.
 *
 * @param text the whole text of the checkpoint's note
 * @param timestamp seconds since the epoch
 */
record CosignedMessage(String cosigner, String text, long timestamp) {

    private static final byte[] LABEL = StrictUtf8.encode("subtree/v1\n\0");
    private static final int MAX_NAME_BYTES = 255;

    byte[] bytes(CosignatureType type) {
        return switch (type) {
            case ED25519 -> StrictUtf8.encode("cosignature/v1\ntime " + timestamp + "\n" + text);
            case ML_DSA_44 -> subtree();
        };
    }

    /** The structure {@code cosigned_message}, for a subtree that begins at the first leaf. */
    private byte[] subtree() {
        Checkpoint checkpoint = Checkpoint.parseExtended(text);
        byte[] name = name(cosigner);
        byte[] origin = name(checkpoint.origin());
        return ByteBuffer.allocate(LABEL.length + 2 + name.length + origin.length + 3 * Long.BYTES + Hash.BYTES)
                .put(LABEL)
                .put((byte) name.length)
                .put(name)
                .putLong(timestamp)
                .put((byte) origin.length)
                .put(origin)
                .putLong(0)
                .putLong(checkpoint.size())
                .put(checkpoint.root().toBytes())
                .array();
    }

    private static byte[] name(String name) {
        byte[] bytes = StrictUtf8.encode(name);
        if (bytes.length > MAX_NAME_BYTES) {
            throw new IllegalArgumentException("a name must not have more than " + MAX_NAME_BYTES + " bytes");
        }
        return bytes;
    }
}
