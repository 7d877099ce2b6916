package io.keywright.providers;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Leads somebody who has never seen a KMS through setting up a provider of one type. */
public interface ProviderGuide {

    /** The type, as {@code keywright.providers.NAME.type} has it. */
    String type();

    /** What it is and who should take it, in a sentence or two. */
    String choice();

    /** The page that says more, a path from the folder of the project. */
    String page();

    /** In the order in which they are asked. */
    List<Question> questions();

    /** How to name the identity that permissions are for; empty where the provider has none to name. */
    default Optional<String> principal() {
        return Optional.empty();
    }

    /**
     * What to do at the provider, with the least permissions that are enough.
     *
     * @param settings answers by property, which need not be right
     * @param principal the identity that permissions are for, if it was named
     */
    List<Step> steps(Map<String, String> settings, Optional<String> principal);

    /**
     * One step.
     *
     * @param purpose what it is good for, in one sentence
     * @param text commands for a POSIX shell, or a policy as the provider takes it
     */
    record Step(String purpose, String text) {}
}
