package io.keywright.cli.server;

import io.keywright.verifier.input.InputFile;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of properties that a person has written. What the server would pass over without a word is refused by name and line.
 *
 * @param path absolute
 */
record ConfigurationFile(Path path) {

    private static final String OPTION = "--config";
    private static final List<String> KNOWN = List.of("keywright.", "quarkus.");
    private static final char MARK = '\uFEFF';

    /**
     * Looks at a file.
     *
     * @throws CommandFailed if it cannot be read, or a line of it is no property of a server
     */
    static ConfigurationFile check(Path file) {
        String text = InputFile.text(OPTION, file);
        requireNoMark(file);
        int number = 0;
        boolean continued = false;
        for (String line : text.split("\n", -1)) {
            number++;
            if (!continued) {
                check(line.strip(), file, number);
            }
            continued = line.endsWith("\\") && !line.strip().startsWith("#");
        }
        return new ConfigurationFile(file.toAbsolutePath().normalize());
    }

    private static void check(String line, Path file, int number) {
        if (line.isEmpty() || line.startsWith("#") || line.startsWith("!")) {
            return;
        }
        int end = line.indexOf('=');
        if (end < 0) {
            throw refused(file, number, "has no =; write a property as NAME=VALUE");
        }
        String name = line.substring(0, end).strip();
        if (KNOWN.stream().noneMatch(name::startsWith)) {
            throw refused(file, number, "is about '%s', which is no property of a server".formatted(name));
        }
    }

    private static void requireNoMark(Path file) {
        try {
            if (Files.readString(file).charAt(0) == MARK) {
                throw CommandFailed.badInput(
                        "%s: the file %s begins with a byte-order mark; save it without.".formatted(OPTION, file));
            }
        } catch (IOException e) {
            throw CommandFailed.badInput("%s: the file %s cannot be read: %s.".formatted(OPTION, file, Reason.of(e)));
        }
    }

    private static CommandFailed refused(Path file, int line, String why) {
        return CommandFailed.badInput("%s: line %d of %s %s.".formatted(OPTION, line, file, why));
    }
}
