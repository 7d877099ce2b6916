package io.keywright.core.approval;

import io.keywright.model.WireName;

/** How far an approval has come. */
public enum ApprovalState implements WireName {
    /** Too few approvers have granted it yet. */
    PENDING("pending"),
    /** Enough approvers have granted it; it can be spent. */
    APPROVED("approved"),
    /** An approver has denied it. */
    DENIED("denied"),
    /** Nobody has spent it in time. */
    EXPIRED("expired"),
    /** What it allows is done. */
    SPENT("spent");

    private final String wireName;

    ApprovalState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
