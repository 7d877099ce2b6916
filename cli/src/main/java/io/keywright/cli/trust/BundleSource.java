package io.keywright.cli.trust;

import java.io.IOException;
import java.util.Optional;

/** Where bundles come from; what it answers is believed only once it was checked. */
interface BundleSource {

    /** A bundle as it came, and the note that is to vouch for it. */
    record Received(byte[] bytes, String note) {}

    /**
     * The bundle in that form, or nothing if it still is of the version that the caller has.
     *
     * @param wait whether to wait for another version for a while
     */
    Optional<Received> get(BundleForm form, Optional<Long> known, boolean wait)
            throws IOException, InterruptedException;

    /** Tells that this version is in place. */
    void report(long version) throws IOException, InterruptedException;
}
