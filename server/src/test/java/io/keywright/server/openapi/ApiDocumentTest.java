package io.keywright.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.Settings;
import io.keywright.model.WireName;
import io.keywright.pki.validation.Purpose;
import io.keywright.server.rest.ErrorAnswer;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.junit.jupiter.api.Test;

/** docs/openapi.yaml says what the code says. {@code make openapi} takes over what this makes of the code. */
class ApiDocumentTest {

    private static final Path MADE = Path.of("target", "openapi", "openapi.yaml");

    private static final Map<String, String> HOW = Map.of(
            "mp.openapi.model.reader",
            WrittenParts.class.getName(),
            "mp.openapi.extensions.smallrye.openapi",
            "3.0.3",
            "mp.openapi.extensions.smallrye.property-naming-strategy",
            "com.fasterxml.jackson.databind.PropertyNamingStrategies$SnakeCaseStrategy",
            "mp.openapi.extensions.smallrye.sorted-parameters.enable",
            "false");

    @Test
    void theCommittedDocumentIsTheOneThatTheCodeMakes() throws IOException, URISyntaxException {
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, document());

        assertThat(Files.readString(DocumentedApi.FILE))
                .as("docs/openapi.yaml; `make openapi` refreshes it")
                .isEqualTo(Files.readString(MADE));
    }

    private static String document() throws IOException, URISyntaxException {
        Index index = index(ErrorAnswer.class, Settings.class, WireName.class, Purpose.class);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(HOW, "how the document is made", 100))
                .build();
        return SmallRyeOpenAPI.builder()
                .withConfig(config)
                .withIndex(index)
                .enableStandardStaticFiles(false)
                .enableUnannotatedPathParameters(true)
                .withFilters(List.of(new ApiDocument(index)))
                .build()
                .toYAML();
    }

    /** All classes that were compiled together with one of these. */
    private static Index index(Class<?>... members) throws IOException, URISyntaxException {
        Indexer indexer = new Indexer();
        for (Class<?> member : members) {
            Path place = Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                index(place, indexer);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(place)) {
                    index(jar.getPath("/"), indexer);
                }
            }
        }
        return indexer.complete();
    }

    private static void index(Path folder, Indexer indexer) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".class")).toList()) {
                try (InputStream content = Files.newInputStream(file)) {
                    indexer.index(content);
                }
            }
        }
    }
}
