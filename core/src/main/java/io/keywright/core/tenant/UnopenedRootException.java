package io.keywright.core.tenant;

import io.keywright.core.root.RootProviderException;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Wrapping;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** No provider that wrapped a root has opened it. */
final class UnopenedRootException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What a provider said. */
    record Fault(Wrapping wrapping, RootProviderException cause) {
        String provider() {
            return wrapping.provider();
        }

        boolean refusal() {
            return cause.reason().refusal();
        }
    }

    private final transient List<Fault> faults;

    /** @param faults of each provider that was asked, never none */
    UnopenedRootException(List<Fault> faults) {
        super(faults.getFirst().cause());
        this.faults = faults.stream()
                .sorted(Comparator.comparingInt(fault -> fault.wrapping().preference()))
                .toList();
    }

    /** What the provider said that is preferred. */
    Fault first() {
        return faults.getFirst();
    }

    /** Whether every provider has refused: the tenant's keys are switched off. */
    boolean refused() {
        return faults.stream().allMatch(Fault::refusal);
    }

    /** Whether no provider has refused. */
    boolean outOfReach() {
        return faults.stream().noneMatch(Fault::refusal);
    }

    /** What callers are told. */
    KeywrightException asRefusal() {
        Fault fault = first();
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                fault.refusal()
                        ? "The root provider refuses the tenant's root key: ask whoever owns the provider's key."
                        : "The root provider cannot open the tenant's root key right now; try again.",
                Map.of(
                        "dependency",
                        "root_provider",
                        "provider",
                        fault.provider(),
                        "reason",
                        fault.cause().reason().wireName()),
                fault.cause());
    }
}
