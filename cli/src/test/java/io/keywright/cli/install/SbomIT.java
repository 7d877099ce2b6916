package io.keywright.cli.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.cli.Pasted;
import io.keywright.cli.Started;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each jar that runs stands in the list of what a program is made of, with its version and its digest. */
class SbomIT {

    private static final Pattern MAVEN = Pattern.compile(
            "pkg:maven/(?<group>[^/]+)/(?<name>[^@]+)@(?<version>[^?]+)[?](classifier=(?<classifier>[^&]+)&)?type=jar");

    @ParameterizedTest
    @CsvSource({"server/target/sbom.json, server/target/quarkus-app/lib", "cli/target/sbom.json, cli/target/lib"})
    void eachJarIsListed(String sbom, String libraries) throws IOException {
        Started.assumeBuilt();
        List<String> listed = components(Pasted.HOME.resolve(sbom)).stream()
                .filter(component -> component.containsKey("hashes"))
                .map(component -> MAVEN.matcher(component.get("purl").toString()))
                .filter(Matcher::matches)
                .flatMap(SbomIT::names)
                .toList();

        try (Stream<Path> files = Files.walk(Pasted.HOME.resolve(libraries))) {
            List<String> jars = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
            assertThat(jars).hasSizeGreaterThan(50).isSubsetOf(listed);
        }
    }

    @SuppressWarnings("unchecked") // the form is CycloneDX's
    private static List<Map<String, Object>> components(Path sbom) throws IOException {
        Map<String, Object> document = JSON.std.mapFrom(Files.readString(sbom));
        assertThat(document).containsEntry("bomFormat", "CycloneDX");
        return (List<Map<String, Object>>) document.get("components");
    }

    /** Quarkus names a jar by its group, too. */
    private static Stream<String> names(Matcher maven) {
        String version = URLDecoder.decode(maven.group("version"), StandardCharsets.UTF_8);
        String classifier = maven.group("classifier") == null ? "" : "-" + maven.group("classifier");
        String name = maven.group("name") + "-" + version + classifier + ".jar";
        return Stream.of(name, maven.group("group") + "." + name);
    }
}
