package io.keywright.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lines that a person pastes into a shell, in a folder. {@code keywright} is on the path, and nothing is asked.
 *
 * @param folder where the person is
 * @param programs folders with further programs, which come first on the path
 * @param environment further variables
 */
public record Pasted(Path folder, List<Path> programs, Map<String, String> environment) {

    /** The checkout. */
    public static final Path HOME =
            Path.of("").toAbsolutePath().resolveSibling(".").normalize();

    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    /** With nothing but {@code keywright}. */
    public static Pasted in(Path folder) {
        return new Pasted(folder, List.of(HOME.resolve("bin")), Map.of());
    }

    /** The same with the programs of a folder more. */
    public Pasted with(Path more) {
        List<Path> all = new ArrayList<>(programs);
        all.addFirst(more);
        return new Pasted(folder, all, environment);
    }

    /** The same with a variable more. */
    public Pasted with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put(name, value);
        return new Pasted(folder, programs, all);
    }

    /** The blocks of a page that are there to be pasted, {@code sh}; those of {@code console} are shown only. */
    public static List<String> blocks(String page) throws IOException {
        return BLOCK.matcher(Files.readString(HOME.resolve(page)))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** Runs the lines up to the first that fails, which none may; answers what they have said. Logs beside them are told, too. */
    public String run(String lines) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", lines)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        for (Path folderOfPrograms : programs.reversed()) {
            builder.environment().merge("PATH", folderOfPrograms + File.pathSeparator, (path, more) -> more + path);
        }
        Started.configure(builder, "");
        Process shell = builder.start();
        String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(shell.waitFor()).as("%s%s", output, logs()).isZero();
        return output;
    }

    private String logs() throws IOException {
        StringBuilder logs = new StringBuilder();
        try (Stream<Path> files =
                Files.find(folder, 2, (file, _) -> file.toString().endsWith(".log"))) {
            for (Path log : files.toList()) {
                logs.append(log).append('\n').append(Files.readString(log));
            }
        }
        return logs.toString();
    }
}
