package io.keywright.core.crypto;

import io.keywright.core.work.Deadline;
import java.security.GeneralSecurityException;

/** One key, ready to sign and verify data, or digests, with one algorithm. Safe from any thread. */
sealed interface SignatureTool permits AsymmetricSignature, DistantSignature, Hmac {

    /**
     * A signature of {@code data}.
     *
     * @param deadline for whoever keeps the key elsewhere; what signs here needs none
     */
    byte[] sign(byte[] data, Deadline deadline) throws GeneralSecurityException;

    /** False for every signature that {@link #sign} could not have made, however malformed. */
    boolean verify(byte[] data, byte[] signature) throws GeneralSecurityException;

    /** Lets go of everything that holds the key. */
    void forget();
}
