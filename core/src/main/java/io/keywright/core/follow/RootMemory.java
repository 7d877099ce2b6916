package io.keywright.core.follow;

/** The versions of tenants' roots that a node holds in memory, and has sealed copies of. Calls block; they never fail. */
public interface RootMemory {

    /** Lets go of a version that is in force no more. */
    void forget(String tenantId, int version);

    /** Lets go of all of a tenant's, whose provider has refused one: whoever asks next asks the providers. */
    void forgetRefused(String tenantId);

    /** Lets go of all that are in force no more. */
    void forgetRetired();
}
