package io.keywright.providers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The port to what the service makes of a provider's settings, before a service runs with them. Found by
 * {@link java.util.ServiceLoader}. Blocks as long as the provider takes, within the service's own limits.
 */
public interface ProviderTrial {

    /**
     * Everything for which a production service would refuse to start, each a full property's name and what to do about it.
     *
     * @param settings by property, without {@code keywright.providers.NAME.}; with {@code type}
     */
    List<String> faults(String name, Map<String, String> settings);

    /** Makes the provider and uses its key as the service will; what stands on a check that fails is not tried. */
    List<Check> run(String name, Map<String, String> settings);

    /**
     * Something that was tried.
     *
     * @param failure why it failed; empty if it passed
     */
    record Check(String name, Duration took, Optional<Failure> failure) {}

    /**
     * Why.
     *
     * @param reason from the closed set of root providers
     * @param explanation in the adapter's words, for the operator alone
     * @param whatToDo a sentence
     */
    record Failure(String reason, String explanation, String whatToDo) {}
}
