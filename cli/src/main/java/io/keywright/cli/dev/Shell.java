package io.keywright.cli.dev;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** How things are written where a person will paste them into a POSIX shell. */
final class Shell {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,-]+");

    private Shell() {}

    /** {@code path} as one word, relative to {@code folder} if it lies below it. */
    static String word(Path path, Path folder) {
        Path shortest = path.startsWith(folder) ? folder.relativize(path) : path;
        return word(shortest.toString().isEmpty() ? "." : shortest.toString());
    }

    private static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
