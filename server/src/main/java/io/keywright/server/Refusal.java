package io.keywright.server;

import io.keywright.core.journal.StoreException;
import io.keywright.core.tenant.RootProviderException;
import io.keywright.server.config.Misconfigured;
import java.util.List;

/** Turns what keeps the service from starting into words for the operator. */
final class Refusal {

    /** A step of the start. */
    @FunctionalInterface
    interface Step<T> {
        T take() throws StoreException, RootProviderException;
    }

    private Refusal() {}

    /** What {@code step} gives. If it fails, the service does not start. */
    static <T> T unless(Step<T> step) {
        try {
            return step.take();
        } catch (StoreException e) {
            throw new Misconfigured(List.of("keywright.data: " + e.getMessage()), e);
        } catch (RootProviderException e) {
            throw new Misconfigured(List.of("keywright.root: " + e.getMessage()), e);
        }
    }
}
