package io.keywright.core.tenant;

/** A root in memory, and for how long it may be used. */
record HeldRoot(OpenRoot root, Lease lease) {

    void destroy() {
        root.destroy();
    }
}
