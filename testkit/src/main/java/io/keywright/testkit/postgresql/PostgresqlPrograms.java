package io.keywright.testkit.postgresql;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where PostgreSQL's programs are, and as whom they can be run: none of them serves root. */
final class PostgresqlPrograms {

    /** Where Debian has them, in a folder for each version. */
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private static final List<String> ALL = List.of("initdb", "postgres", "pg_isready", "psql", "pg_basebackup");

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private PostgresqlPrograms() {}

    /** Their folder, if they are installed and can be run. */
    static Optional<Path> folder() {
        return Stream.concat(onPath(), debian())
                .filter(folder -> ALL.stream().allMatch(program -> isProgram(folder, program)))
                .findFirst()
                .filter(folder -> !ROOT || user().isPresent());
    }

    private static Stream<Path> onPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of);
    }

    private static Stream<Path> debian() {
        if (!Files.isDirectory(DEBIAN)) {
            return Stream.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions
                    .sorted(Comparator.comparing(
                                    (Path version) -> version.getFileName().toString())
                            .reversed())
                    .map(version -> version.resolve("bin"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isProgram(Path folder, String name) {
        return Files.isExecutable(folder.resolve(name));
    }

    /** What runs {@code command}, whose program is of {@code folder}; as somebody else if this is root. */
    static List<String> command(Path folder, List<String> command) {
        List<String> whole = new ArrayList<>();
        if (ROOT) {
            whole.addAll(List.of("setpriv", "--reuid=" + user().orElseThrow(), "--clear-groups"));
        }
        whole.add(folder.resolve(command.getFirst()).toString());
        whole.addAll(command.subList(1, command.size()));
        return whole;
    }

    /** Makes {@code folder} that of whoever runs the programs. */
    static void handOver(Path folder) throws IOException {
        if (ROOT) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user().orElseThrow()));
        }
    }

    private static Optional<String> user() {
        return Stream.of("postgres", "nobody")
                .filter(PostgresqlPrograms::exists)
                .findFirst();
    }

    private static boolean exists(String name) {
        try {
            return DEBIAN.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
