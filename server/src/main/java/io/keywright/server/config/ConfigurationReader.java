package io.keywright.server.config;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Reads the operator's properties from wherever the framework will read them, before it does. */
public final class ConfigurationReader {

    /** Above every source that an operator has. */
    private static final int GIVEN = 1_000;

    private static final int FOREMOST = 1_001;

    private ConfigurationReader() {}

    /**
     * The configuration. What cannot be read is noted in {@code faults}; in its place stands its default.
     *
     * @param given properties above those of the process
     */
    public static KeywrightConfig read(Map<String, String> given, Faults faults) {
        try {
            SmallRyeConfig config =
                    builder(given).withMapping(KeywrightConfig.class).build();
            new OverlookedSettings(faults).check(config);
            return config.getConfigMapping(KeywrightConfig.class);
        } catch (ConfigValidationException e) {
            Map<String, String> defaults = checked(builder(given).build(), faults);
            return readable(given, defaults, faults);
        }
    }

    private static KeywrightConfig readable(Map<String, String> given, Map<String, String> defaults, Faults faults) {
        try {
            return mapped(builder(given)
                    .withSources(new PropertiesConfigSource(defaults, "in place of what cannot be read", FOREMOST))
                    .withValidateUnknown(false));
        } catch (ConfigValidationException e) {
            faults.add("keywright", String.valueOf(e.getMessage()));
            throw faults.asMisconfigured();
        }
    }

    private static Map<String, String> checked(SmallRyeConfig config, Faults faults) {
        new OverlookedSettings(faults).check(config);
        return new PropertyCheck(config, faults).check();
    }

    private static SmallRyeConfigBuilder builder(Map<String, String> given) {
        return ConfigUtils.configBuilder().withSources(new PropertiesConfigSource(given, "given", GIVEN));
    }

    private static KeywrightConfig mapped(SmallRyeConfigBuilder builder) {
        return builder.withMapping(KeywrightConfig.class).build().getConfigMapping(KeywrightConfig.class);
    }
}
