package io.keywright.core.rotation;

import java.time.Instant;

/** Something that is, or will be, due for rotation. */
public sealed interface Due permits DueKey, DueRoot, DueLedgerKey {

    /** Whose it is; {@link io.keywright.model.Scope#GLOBAL} if it is the platform's. */
    String tenantId();

    /** When it is rotated. */
    Instant dueAt();

    /** When it is as old as it may get. */
    Instant overdueAt();

    /** Whether its tenant's keys are switched off, so that nothing can be done with it. */
    boolean rootOff();

    /** What comes after it in a listing. */
    DuePlace place();
}
