package io.keywright.core.tenant;

import io.keywright.core.root.RootProviderException;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Wrapping;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** No provider has opened a root, or wrapped it so that it opens again. */
final class UnopenedRootException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final String DOCS = "docs/setup/KMS_TROUBLESHOOTING.md";

    /** What a provider said. */
    record Fault(Wrapping wrapping, RootProviderException cause) {
        String provider() {
            return wrapping.provider();
        }

        boolean refusal() {
            return cause.reason().refusal();
        }
    }

    private final String tenantId;
    private final transient List<Fault> faults;

    /**
     * @param tenantId whose root it is
     * @param faults of each provider that was asked, never none
     */
    UnopenedRootException(String tenantId, List<Fault> faults) {
        super(faults.getFirst().cause());
        this.tenantId = tenantId;
        this.faults = faults.stream()
                .sorted(Comparator.comparingInt(fault -> fault.wrapping().preference()))
                .toList();
    }

    String tenantId() {
        return tenantId;
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

    /** What callers are told; {@link RootDisclosure} knows who may know more. */
    KeywrightException asRefusal() {
        return asRefusal(
                refused()
                        ? "The root provider refuses the tenant's root key: ask whoever owns the provider's key."
                        : "The root provider cannot open the tenant's root key right now; try again.");
    }

    /** The same in other words. */
    KeywrightException asRefusal(String advice) {
        KeywrightException told = new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                advice,
                Map.of(
                        "dependency",
                        "root_provider",
                        "provider",
                        first().provider(),
                        "reason",
                        first().cause().reason().wireName(),
                        "docs",
                        DOCS),
                this);
        return refused() ? told.inVain() : told;
    }
}
