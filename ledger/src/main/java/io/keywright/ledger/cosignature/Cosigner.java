package io.keywright.ledger.cosignature;

import io.keywright.ledger.note.NoteSignature;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;

/** Makes cosignatures with a key of whatever JCA provider comes first and accepts it. For any number of threads. */
public record Cosigner(CosignerKey key, PrivateKey privateKey) {

    /**
     * States that the checkpoint is, at that time, the largest seen of its log and consistent with all before.
     *
     * @param text the whole text of the checkpoint's note
     * @param time cut to seconds
     * @throws IllegalArgumentException if {@code text} is no checkpoint
     * @throws IllegalStateException if the key does not sign
     */
    public NoteSignature cosign(String text, Instant time) {
        long timestamp = time.getEpochSecond();
        byte[] signature = sign(new CosignedMessage(key.name(), text, timestamp));
        ByteBuffer timestamped = ByteBuffer.allocate(Long.BYTES + signature.length);
        timestamped.putLong(timestamp).put(signature);
        return new NoteSignature(key.name(), key.id(), timestamped.array());
    }

    private byte[] sign(CosignedMessage message) {
        byte[] bytes = message.bytes(key.type());
        try {
            Signature signer = Signature.getInstance(key.type().signatureAlgorithm());
            signer.initSign(privateKey);
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the private key does not sign with " + key.type(), e);
        }
    }

    @Override
    public String toString() {
        return "cosigner with " + key;
    }
}
