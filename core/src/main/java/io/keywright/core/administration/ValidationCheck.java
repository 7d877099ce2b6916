package io.keywright.core.administration;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.util.Optional;

/**
 * One thing that was tried, and what came of it.
 *
 * @param name {@code open} of a draft, {@code describe}, {@code generate}, {@code encrypt}, {@code decrypt}, {@code wrong_context},
 *     {@code retrieve_uncached} or {@code retrieve_cached}
 * @param provider empty if it is about the tenant's root, whichever provider opens it
 * @param key the provider's, as far as it is known
 * @param took nothing if it was skipped
 * @param fault why it failed
 */
public record ValidationCheck(
        String name,
        Optional<String> provider,
        Optional<String> key,
        Status status,
        Duration took,
        Optional<Fault> fault) {

    /** What came of it. */
    public enum Status {
        PASS,
        FAIL,
        /** Not tried, since what it stands on has failed. */
        SKIPPED
    }

    /**
     * Why it failed.
     *
     * @param permission what the identity lacks, in the provider's words
     * @param cause for the log, never for callers
     */
    public record Fault(Reason reason, Optional<String> permission, Exception cause) {

        static Fault of(RootProviderException e) {
            return new Fault(e.reason(), e.permission(), e);
        }

        /** Of a root that no provider opened, or of a surprise. */
        static Fault of(RuntimeException e) {
            Object told =
                    e instanceof KeywrightException refusal ? refusal.details().get("reason") : null;
            return new Fault(Reason.named(told), Optional.empty(), e);
        }
    }

    /** What whoever runs the service can do about it. */
    public Optional<String> whatToDo() {
        return fault.map(it -> Remedy.of(it.reason(), key, it.permission()));
    }

    /** Whether it was tried. */
    public boolean tried() {
        return status != Status.SKIPPED;
    }

    boolean failed() {
        return status == Status.FAIL;
    }

    /** Whether it is the check of that name, and passed. */
    boolean passes(String wanted) {
        return name.equals(wanted) && status == Status.PASS;
    }
}
