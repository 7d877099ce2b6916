package io.keywright.core.crypto;

import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;

/** Signs with a private key that lives elsewhere. Safe from any thread; what it throws goes to whoever signs. */
@FunctionalInterface
public interface Signer {

    /** A signature of {@code message}, in the form that {@link CryptoEngine#sign} answers, by {@code deadline}. */
    byte[] sign(Algorithm algorithm, Message message, Deadline deadline);
}
