package io.keywright.core.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** Reads the vectors of C2SP/wycheproof, which lie beside the repository or were fetched by {@code make peers}. */
final class Wycheproof {

    private static final Path FOLDER = Path.of("..", "..", "shared", "vectors", "wycheproof");
    private static final Path FETCHED = Path.of("..", ".peers", "wycheproof");

    private Wycheproof() {}

    /** One case and the group that it stands in. */
    record Case(JsonNode group, JsonNode test) {

        byte[] bytes(String member) {
            return HexFormat.of().parseHex(test.required(member).asText());
        }

        byte[] groupBytes(String member) {
            return HexFormat.of().parseHex(group.required(member).asText());
        }

        boolean valid() {
            return result().equals("valid");
        }

        /** Neither right nor wrong: implementations may differ. */
        boolean acceptable() {
            return result().equals("acceptable");
        }

        private String result() {
            return test.required("result").asText();
        }

        String name() {
            return "tcId " + test.required("tcId").asInt() + " "
                    + test.path("comment").asText();
        }
    }

    /** The names of all files that are there; the calling test is skipped if the folder is not. */
    static List<String> files() {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "skipped: there are no vectors in " + FOLDER);
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All cases of a file; the calling test is skipped if it is not there. */
    static List<Case> cases(String file) {
        Path found = Stream.of(FOLDER, FETCHED)
                .map(folder -> folder.resolve(file))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> Assumptions.abort("skipped: there is no " + file + "; make peers fetches it"));
        try {
            JsonNode root = new ObjectMapper().readTree(found.toFile());
            return stream(root.required("testGroups"))
                    .flatMap(group -> stream(group.required("tests")).map(test -> new Case(group, test)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
