package io.keywright.core.evidence;

import java.io.IOException;

/** The export was deleted or taken up by another node, or the service stops, while the package was written. */
final class Interruption extends IOException {

    Interruption() {
        super("interrupted");
    }
}
