package io.keywright.server.config;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Finds what an operator has set and the framework passes over without a word: a variable of the environment whose name is
 * nearly that of a property, a line of a file that is not saved as UTF-8, or one that is only half there.
 */
final class OverlookedSettings {

    private static final ConfigClass EXPECTED = ConfigClass.configClass(KeywrightConfig.class);
    private static final String PREFIX = "keywright.";
    private static final String VARIABLES = "KEYWRIGHT_";

    /** How many letters may be wrong, missing or too many for a name to be meant for a property. */
    private static final int NEAR = 2;

    private final Faults faults;

    OverlookedSettings(Faults faults) {
        this.faults = faults;
    }

    /** Notes what it finds. */
    void check(SmallRyeConfig config) {
        config.getConfigSources().forEach(this::check);
    }

    private void check(ConfigSource source) {
        if (source instanceof EnvConfigSource) {
            variables(source);
        } else {
            source.getPropertyNames().forEach(name -> line(name, source.getValue(name)));
        }
    }

    private void line(String name, String value) {
        if (name.startsWith(PREFIX)) {
            faults.unless(!value.isBlank(), name, "has no value; give it one, or remove the line.");
            return;
        }
        String plain = name.replaceAll("[^!-~]", "");
        faults.unless(
                !plain.startsWith(PREFIX),
                plain,
                "stands in a file that is not plain UTF-8; save it as UTF-8 without a byte-order mark.");
    }

    /** Variables of the environment may be meant for others, such as a container's service links. */
    private void variables(ConfigSource source) {
        List<String> odd = source.getPropertyNames().stream()
                .filter(name -> name.startsWith(VARIABLES))
                .toList();
        if (!odd.isEmpty()) {
            List<String> known = ConfigMappings.getProperties(EXPECTED).entrySet().stream()
                    .filter(property ->
                            !property.getValue().isMap() && !property.getValue().isGroup())
                    .map(property -> variable(property.getKey()))
                    .toList();
            odd.stream().filter(name -> !known.contains(name)).forEach(name -> near(name, known));
        }
    }

    private void near(String name, List<String> known) {
        String meant = known.stream()
                .filter(candidate -> EditDistance.of(name, candidate) <= NEAR)
                .sorted()
                .collect(Collectors.joining(" or "));
        faults.unless(
                meant.isEmpty(),
                name,
                "there is no such property; write " + meant + " if that is meant, or remove it.");
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9*]", "_").toUpperCase(Locale.ROOT);
    }
}
