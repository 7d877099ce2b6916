package io.keywright.core.change;

import io.keywright.model.KeptAnswer;
import io.keywright.model.SpentApproval;

/**
 * A change of state, made durable together with its receipt or not at all. Each holds the state that it starts from, so
 * that of two racing changes only the first applies.
 */
public sealed interface Change
        permits Change.None,
                Change.Tied,
                UsageChange,
                KeyChange,
                RootChange,
                RoleChange,
                ApprovalChange,
                AuthorityChange,
                AcmeChange,
                TrustChange,
                SubscriptionChange,
                FindingChange,
                InstallationChange {

    /** Only a receipt: the operation changed nothing. */
    record None() implements Change {}

    /** A change that is made together with something else, or not at all. */
    sealed interface Tied extends Change {

        Change change();
    }

    /**
     * What an approval allows is done, and the approval is spent. Applies if by then it is unspent, has not expired, was not
     * denied, all grounds that it rests on are there, and {@code change} applies.
     */
    record Approved(SpentApproval approval, Change change) implements Tied {}

    /**
     * What a caller asked for is done, and its answer is kept. Applies if none is kept for the request's id that has not
     * expired by then, fewer than {@code most} are kept for its caller, and {@code change} applies.
     */
    record AnswerKept(KeptAnswer answer, int most, Change change) implements Tied {}

    /** A key was used, and by that something changes. Applies if {@code change} does. */
    record DoneWithKey(Change use, Change change) implements Tied {}
}
