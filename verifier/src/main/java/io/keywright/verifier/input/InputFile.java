package io.keywright.verifier.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.keywright.ledger.encoding.StrictUtf8;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A small text file that a person hands in, however it was saved: a byte-order mark, Windows line ends and a line end too many
 * mean nothing. What cannot be meant is refused with exit code 2 and the reason.
 */
public final class InputFile {

    private static final int MOST_BYTES = 1 << 20;

    /** Byte-order marks, a character for each byte. */
    private static final String UTF_8_MARK = "\u00ef\u00bb\u00bf";

    private static final List<String> UTF_16_MARKS = List.of("\u00ff\u00fe", "\u00fe\u00ff");

    private InputFile() {}

    /**
     * The text, in which every line ends with a line feed.
     *
     * @param option names the file, for the complaint
     * @throws CommandFailed if it cannot be read, is empty or too large, or is no UTF-8
     */
    public static String text(String option, Path file) {
        try {
            return StrictUtf8.decode(bytes(option, file)).replace("\r\n", "\n");
        } catch (IllegalArgumentException e) {
            throw refused(option, file, "is not UTF-8 text");
        }
    }

    /**
     * The bytes of the one line that the file holds, without its end.
     *
     * @throws CommandFailed as {@link #text}, but for what the line holds
     */
    public static byte[] line(String option, Path file) {
        byte[] bytes = bytes(option, file);
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    private static byte[] bytes(String option, Path file) {
        byte[] bytes = read(option, file);
        if (bytes.length > MOST_BYTES) {
            throw refused(option, file, "has more than %,d bytes, which no such file has".formatted(MOST_BYTES));
        }
        if (UTF_16_MARKS.stream().anyMatch(mark -> startsWith(bytes, mark))) {
            throw refused(option, file, "is UTF-16 text; save it as UTF-8");
        }
        byte[] unmarked = startsWith(bytes, UTF_8_MARK) ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
        if (new String(unmarked, ISO_8859_1).isBlank()) {
            throw refused(option, file, "is empty");
        }
        return unmarked;
    }

    private static boolean startsWith(byte[] bytes, String mark) {
        return new String(bytes, 0, Math.min(mark.length(), bytes.length), ISO_8859_1).equals(mark);
    }

    private static byte[] read(String option, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw refused(option, file, "cannot be read: " + Reason.of(e));
        }
    }

    private static CommandFailed refused(String option, Path file, String why) {
        return CommandFailed.badInput("%s: the file %s %s.".formatted(option, file, why));
    }
}
