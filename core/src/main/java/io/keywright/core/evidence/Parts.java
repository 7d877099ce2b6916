package io.keywright.core.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Files beside a package, for the time in which it is made: a package takes one file after the other.
 *
 * @param room how many bytes each may have
 */
record Parts(ExportFolder folder, UUID exportId, long room) {

    /** Where the part of that name lies. */
    Path path(String name) {
        return folder.part(exportId, "." + name);
    }

    /** Begins the part of that name. */
    OutputStream create(String name) throws IOException {
        return new LimitedOutput(ExportFolder.create(path(name)), room);
    }
}
