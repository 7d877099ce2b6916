package io.keywright.core.evidence;

import java.net.URI;
import java.nio.file.Path;

/** Where an export is to be had. */
public sealed interface ExportPlace {

    /**
     * At this node.
     *
     * @param zip its package
     */
    record Here(Path zip) implements ExportPlace {}

    /**
     * At another node.
     *
     * @param node its name
     * @param url where callers reach it
     */
    record There(String node, URI url) implements ExportPlace {}
}
