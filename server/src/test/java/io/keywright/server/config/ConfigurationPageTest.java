package io.keywright.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
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
        return Arrays.stream(group.getMethods()).flatMap(method -> {
            WithName given = method.getAnnotation(WithName.class);
            String name = prefix + "." + (given == null ? kebab(method.getName()) : given.value());
            if (method.getReturnType() == Map.class) {
                Type value = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[1];
                return properties((Class<?>) value, name + ".NAME");
            }
            return isGroup(method.getReturnType())
                    ? properties(method.getReturnType(), name)
                    : Stream.of(new Property(name, standard(method)));
        });
    }

    private static boolean isGroup(Class<?> type) {
        return type.isInterface() && type.getPackage().equals(KeywrightConfig.class.getPackage());
    }

    private static String standard(Method method) {
        WithDefault standard = method.getAnnotation(WithDefault.class);
        return standard == null ? "" : standard.value();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
