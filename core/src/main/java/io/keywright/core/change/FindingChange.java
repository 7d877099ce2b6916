package io.keywright.core.change;

import io.keywright.model.ComplianceFinding;

/** A change of what checks of compliance have found. */
public sealed interface FindingChange extends Change {

    /** A finding of compliance is opened. Applies if it is not open. */
    record Opened(ComplianceFinding finding) implements FindingChange {}

    /** What it found is mended, or gone. Applies if it is open. */
    record Resolved(ComplianceFinding finding) implements FindingChange {}
}
