package io.keywright.core.lifecycle;

import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.model.pem.PemException;
import java.util.List;

/** Public keys as PEM SubjectPublicKeyInfo (RFC 7468, section 13); {@code ""} stands for no public key. */
final class PublicKeyText {

    private PublicKeyText() {}

    static String write(byte[] subjectPublicKeyInfo) {
        return subjectPublicKeyInfo.length == 0 ? "" : Pem.write(PemBlock.publicKey(subjectPublicKeyInfo));
    }

    /** @throws PemException if something else was written */
    static byte[] read(String pem) throws PemException {
        List<PemBlock> blocks = Pem.blocks(pem);
        return blocks.isEmpty() ? new byte[0] : blocks.getFirst().content();
    }
}
