package io.keywright.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for operators, held against the properties that there are. */
class ConfigurationPageTest {

    private record Property(String name, String standard) {
        String row() {
            return "| `" + name + "` | " + (standard.isEmpty() ? "" : "`" + standard + "` ") + "| ";
        }
    }

    @Test
    void thePageNamesEveryPropertyWithItsDefaultAndNoOther() throws IOException {
        String prefix = KeywrightConfig.class.getAnnotation(ConfigMapping.class).prefix();
        Stream<String> rows = Files.readAllLines(Path.of("../docs/configuration.md")).stream()
                .filter(line -> line.startsWith("| `" + prefix + "."))
                .map(line -> line.substring(0, line.indexOf("| ", line.indexOf("| ", 2) + 2) + 2));

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(properties(KeywrightConfig.class, prefix)
                        .map(Property::row)
                        .toList());
    }

    private static Stream<Property> properties(Class<?> group, String prefix) {
        return Arrays.stream(group.getDeclaredMethods()).flatMap(method -> {
            String name = prefix + "." + kebab(method.getName());
            return method.getReturnType().isInterface()
                            && method.getReturnType().getEnclosingClass() != null
                    ? properties(method.getReturnType(), name)
                    : Stream.of(new Property(name, standard(method)));
        });
    }

    private static String standard(Method method) {
        WithDefault standard = method.getAnnotation(WithDefault.class);
        return standard == null ? "" : standard.value();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
