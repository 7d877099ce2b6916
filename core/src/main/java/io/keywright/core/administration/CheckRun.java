package io.keywright.core.administration;

import io.keywright.core.administration.ValidationCheck.Fault;
import io.keywright.core.administration.ValidationCheck.Status;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs checks of one key, one after the other, and keeps what came of them. Belongs to one thread. */
final class CheckRun {

    /** One thing to try with what another has given. */
    @FunctionalInterface
    interface Step<F, T> {
        T run(F from) throws RootProviderException;
    }

    private final Optional<String> provider;
    private final List<ValidationCheck> checks = new ArrayList<>();
    private Optional<String> key;

    CheckRun(Optional<String> provider, Optional<String> key) {
        this.provider = provider;
        this.key = key;
    }

    /**
     * Tries {@code step}, unless what it stands on is not there.
     *
     * @return what it gives; empty if it failed or was skipped
     */
    <F, T> Optional<T> check(String name, Optional<F> from, Step<F, T> step) {
        if (from.isEmpty()) {
            checks.add(new ValidationCheck(name, provider, key, Status.SKIPPED, Duration.ZERO, Optional.empty()));
            return Optional.empty();
        }
        long begun = System.nanoTime();
        try {
            T given = step.run(from.get());
            add(name, Status.PASS, begun, Optional.empty());
            return Optional.of(given);
        } catch (RootProviderException e) {
            add(name, Status.FAIL, begun, Optional.of(Fault.of(e)));
        } catch (RuntimeException e) {
            add(name, Status.FAIL, begun, Optional.of(Fault.of(e)));
        }
        return Optional.empty();
    }

    private void add(String name, Status status, long begun, Optional<Fault> fault) {
        checks.add(
                new ValidationCheck(name, provider, key, status, Duration.ofNanos(System.nanoTime() - begun), fault));
    }

    /** From now on the key is known by that name, unless it has one already. */
    void knows(String name) {
        key = key.or(() -> Optional.of(name));
    }

    /** Whether the last check failed for that reason. */
    boolean lacked(Reason reason) {
        return checks.getLast().fault().filter(it -> it.reason() == reason).isPresent();
    }

    /** Whether the check of that name passed. */
    boolean passed(String name) {
        return checks.stream().anyMatch(check -> check.passes(name));
    }

    /** What came of each, in order. */
    List<ValidationCheck> checks() {
        return List.copyOf(checks);
    }
}
