package io.keywright.cli.setup;

import io.keywright.providers.ProviderGuide;
import io.keywright.verifier.terminal.CommandFailed;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The types of providers that there are.
 *
 * @param all the plainest first
 */
record Guides(List<ProviderGuide> all) {

    static Guides load() {
        return new Guides(ServiceLoader.load(ProviderGuide.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** @throws CommandFailed if there is no such type */
    ProviderGuide of(String type) {
        return all.stream()
                .filter(guide -> guide.type().equals(type))
                .findFirst()
                .orElseThrow(() -> CommandFailed.badInput("--provider must be one of: %s.".formatted(types())));
    }

    String types() {
        return all.stream().map(ProviderGuide::type).collect(Collectors.joining(", "));
    }
}
