package io.keywright.cli.setup;

import io.keywright.providers.ProviderGuide;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A provider that is to be configured.
 *
 * @param name behind {@code keywright.providers.}
 * @param settings by property, in the order of the questions
 * @param principal whom the permissions are for, if it was said
 * @param ofInstallation whether it is to be the provider of all tenants that have none of their own
 */
record Draft(
        ProviderGuide guide,
        String name,
        Map<String, String> settings,
        Optional<String> principal,
        boolean ofInstallation) {

    /** The settings and the type. */
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("type", guide.type());
        all.putAll(settings);
        return all;
    }

    /** As a service's configuration has it. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        if (ofInstallation) {
            properties.put("keywright.root.provider", name);
        }
        all().forEach((property, value) -> properties.put("keywright.providers." + name + "." + property, value));
        return properties;
    }
}
