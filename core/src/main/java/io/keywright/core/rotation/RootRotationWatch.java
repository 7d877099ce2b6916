package io.keywright.core.rotation;

import io.keywright.model.KeywrightException;
import io.keywright.model.OldRoot;

/** Is told what comes of the rotation of tenants' roots. Must not throw. */
public interface RootRotationWatch {

    /** A tenant's root was rotated because its time had come. */
    void rotated(String tenantId, int version);

    /** A version is in force no more. */
    void retired(String tenantId, int version);

    /** Something could not be done, and is tried again later. */
    void failed(String tenantId, KeywrightException cause);

    /** Secrets stay under an old version, because they do not open or change just now; that is tried again later. */
    void left(OldRoot root);
}
