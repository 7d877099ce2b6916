package io.keywright.core.acme;

import io.keywright.core.journal.StoreException;
import io.keywright.model.acme.AcmeAuthorization;

/** Is told what came of proving a name. Thread-safe; does not fail. */
public interface ProofWatch {

    /** The name is proved, or could not be. */
    void settled(AcmeClient client, AcmeAuthorization authorization);

    /** That could not be written down, so that the name stays to be proved. */
    void notKept(AcmeClient client, AcmeAuthorization authorization, StoreException why);
}
