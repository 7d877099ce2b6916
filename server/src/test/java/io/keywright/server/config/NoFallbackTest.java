package io.keywright.server.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A provider that is chosen and cannot be used stops the start, although another one could be used. */
class NoFallbackTest {

    private static final String CHOSEN = "keywright.providers.chosen.";

    private static void refuses(Map<String, String> chosen, String property) {
        Map<String, String> all = new HashMap<>(chosen);
        all.put("keywright.data", "data");
        all.put("keywright.profile", "development");
        all.put("keywright.providers.local.type", "local");
        all.put("keywright.root.provider", "chosen");
        KeywrightConfig config = ConfigurationReader.read(all, new Faults());
        assertThatThrownBy(() -> ProvidersReader.read(config))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining(property);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOCAL")
    void ofATypeThatIsHalfConfigured(ProviderType type) {
        refuses(Map.of(CHOSEN + "type", type.wireName()), CHOSEN + needed(type));
    }

    private static String needed(ProviderType type) {
        return switch (type) {
            case LOCAL -> throw new IllegalArgumentException("needs nothing");
            case PKCS11 -> "library";
            case AWS, GCP -> "credentials";
            case AZURE -> "vault";
            case VAULT -> "address";
        };
    }

    @ParameterizedTest
    @EnumSource
    void ofATypeThatIsSetUpForAnother(ProviderType type) {
        String others = type == ProviderType.VAULT ? "library" : "address";
        refuses(Map.of(CHOSEN + "type", type.wireName(), CHOSEN + others, "x"), CHOSEN + others);
    }

    @ParameterizedTest
    @EnumSource
    void ofAnyTypeThatIsMisspelt(ProviderType type) {
        refuses(Map.of(CHOSEN + "type", type.wireName() + "s"), CHOSEN + "type");
    }
}
