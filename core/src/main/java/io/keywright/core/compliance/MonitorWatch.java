package io.keywright.core.compliance;

import io.keywright.model.SubjectType;

/** Hears of what the monitor could not do. */
public interface MonitorWatch {

    /** A survey could not be finished; what it found until then stands. */
    void failed(SubjectType survey, Exception cause);
}
