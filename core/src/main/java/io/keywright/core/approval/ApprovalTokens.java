package io.keywright.core.approval;

/** Writes grants as tokens and reads them back. Thread-safe. */
public interface ApprovalTokens {

    /** The signed token that says {@code grant}, for one of this service's own. */
    String write(Grant grant);

    /**
     * What {@code token} says, its signature checked; whether it has expired is not.
     *
     * @throws io.keywright.model.KeywrightException POLICY_VIOLATION if it is not one that an accepted issuer signed
     */
    Grant read(String token);
}
