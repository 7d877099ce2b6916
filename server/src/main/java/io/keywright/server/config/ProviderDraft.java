package io.keywright.server.config;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A root provider that is not configured yet, read as a production service will read it, and from its own properties alone. */
public final class ProviderDraft {

    private static final String SOURCE = "draft";
    private static final int GIVEN = 1_000;
    private static final int FOREMOST = 1_001;

    private final Map<String, String> properties;
    private final Faults faults = new Faults();

    /**
     * @param name behind {@code keywright.providers.}
     * @param settings by property, without the prefix; with {@code type}
     */
    public ProviderDraft(String name, Map<String, String> settings) {
        this.properties = new HashMap<>(Map.of("keywright.data", ".", "keywright.root.provider", name));
        settings.forEach((property, value) -> properties.put("keywright.providers." + name + "." + property, value));
    }

    /** Everything for which a service would not start; each begins with the full name of a property. */
    public List<String> faults() {
        try {
            read();
            return List.of();
        } catch (Misconfigured e) {
            return faults.all();
        }
    }

    /**
     * The provider.
     *
     * @throws Misconfigured naming every fault
     */
    public ProvidersReader.Configured read() {
        SmallRyeConfig plain = builder().build();
        new OverlookedSettings(faults).check(plain);
        Map<String, String> readable = new PropertyCheck(plain, faults).check();
        KeywrightConfig config = builder()
                .withSources(new PropertiesConfigSource(readable, "in place of what cannot be read", FOREMOST))
                .withValidateUnknown(false)
                .withMapping(KeywrightConfig.class)
                .build()
                .getConfigMapping(KeywrightConfig.class);
        List<ProvidersReader.Configured> providers = ProvidersReader.read(config, faults);
        faults.throwIfAny();
        return providers.getFirst();
    }

    private SmallRyeConfigBuilder builder() {
        return ConfigUtils.emptyConfigBuilder().withSources(new PropertiesConfigSource(properties, SOURCE, GIVEN));
    }
}
