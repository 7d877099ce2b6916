package io.keywright.core.evidence;

import io.keywright.model.WireName;

/** How far an export has come. */
public enum ExportState implements WireName {
    /** Others come first. */
    QUEUED("queued"),
    /** The package is being written. */
    RUNNING("running"),
    /** The package can be downloaded. */
    READY("ready"),
    /** There will be no package. */
    FAILED("failed");

    private final String wireName;

    ExportState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Whether nothing more happens to it. */
    public boolean finished() {
        return this == READY || this == FAILED;
    }
}
