package io.keywright.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.providers.ProviderGuide;
import io.keywright.providers.Question;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What the set-up asks is what this server takes. */
class ProviderGuidesTest {

    private static final List<ProviderGuide> GUIDES = ServiceLoader.load(ProviderGuide.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    @Test
    void thereIsOneForEachType() {
        assertThat(GUIDES)
                .extracting(ProviderGuide::type)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProviderType.values())
                        .map(ProviderType::wireName)
                        .toList());
    }

    @Test
    void eachAsksForPropertiesOfItsTypeAndNamesItsPage() {
        for (ProviderGuide guide : GUIDES) {
            assertThat(Path.of("..", guide.page()))
                    .as(guide.type())
                    .satisfies(page -> assertThat(Files.exists(page)).isTrue());
            assertThat(guide.questions())
                    .extracting(Question::property)
                    .as(guide.type())
                    .doesNotHaveDuplicates()
                    .isSubsetOf(properties(guide.type()));
        }
    }

    private static List<String> properties(String type) {
        return Arrays.stream(ProviderProperty.values())
                .filter(property -> Arrays.stream(ProviderType.values())
                        .filter(known -> known.wireName().equals(type))
                        .allMatch(property::isOf))
                .map(ProviderProperty::property)
                .toList();
    }
}
