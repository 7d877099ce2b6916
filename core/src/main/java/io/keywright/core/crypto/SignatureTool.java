package io.keywright.core.crypto;

import java.security.GeneralSecurityException;

/** One key, ready to sign and verify with one algorithm. Safe from any thread. */
sealed interface SignatureTool permits AsymmetricSignature, DistantSignature, Hmac {

    byte[] sign(byte[] data) throws GeneralSecurityException;

    /** False for every signature that {@link #sign} could not have made, however malformed. */
    boolean verify(byte[] data, byte[] signature) throws GeneralSecurityException;

    /** Lets go of everything that holds the key. */
    void forget();
}
