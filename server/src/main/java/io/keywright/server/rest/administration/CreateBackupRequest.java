package io.keywright.server.rest.administration;

import org.jspecify.annotations.Nullable;

/**
 * Which kind of backup is wanted.
 *
 * @param whole whether it must stand by itself; whatever is cheaper, if absent
 */
record CreateBackupRequest(@Nullable Boolean whole) {

    boolean mustBeWhole() {
        return Boolean.TRUE.equals(whole);
    }
}
