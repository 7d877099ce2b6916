package io.keywright.verifier.input;

import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.verifier.terminal.CommandFailed;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Reads verifier keys: each is named by its line, or by a file with one or more lines. */
public final class TrustedKeyReader {

    private static final String LEDGER = "--key";

    private TrustedKeyReader() {}

    /**
     * The keys of a ledger, the signing one first.
     *
     * @throws CommandFailed if they cannot be read, or are none
     */
    public static LogKeys ledger(String keyOrFile) {
        return ledger(LEDGER, keyOrFile);
    }

    /**
     * The same for another option.
     *
     * @param option that named them, for the complaint
     */
    public static LogKeys ledger(String option, String keyOrFile) {
        String text = text(option, keyOrFile);
        try {
            return LogKeys.parse(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("%s is neither a verifier key nor a file with one: %s.%s"
                    .formatted(option, e.getMessage(), advice(text)));
        }
    }

    /**
     * The keys of witnesses.
     *
     * @param option that named them, for the complaint
     * @throws CommandFailed if they cannot be read, or are none
     */
    public static List<CosignerKey> witnesses(String option, List<String> keysOrFiles) {
        return keysOrFiles.stream()
                .flatMap(keyOrFile -> witnesses(option, keyOrFile).stream())
                .toList();
    }

    private static List<CosignerKey> witnesses(String option, String keyOrFile) {
        String text = text(option, keyOrFile);
        try {
            return text.lines().map(CosignerKey::parse).toList();
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("%s is neither a witness's verifier key nor a file with such keys: %s.%s"
                    .formatted(option, e.getMessage(), advice(text)));
        }
    }

    /** Where Java lacks what a later one has, another line of the file may do. */
    private static String advice(String text) {
        return Runtime.version().feature() < 24 && text.lines().count() > 1
                ? " This is Java %d, and ML-DSA-44 needs 24 or newer; or name the first line's key alone."
                        .formatted(Runtime.version().feature())
                : "";
    }

    private static String text(String option, String keyOrFile) {
        String text = isFile(keyOrFile) ? InputFile.text(option, Path.of(keyOrFile)) : keyOrFile;
        return text.strip();
    }

    private static boolean isFile(String keyOrFile) {
        try {
            return Files.isRegularFile(Path.of(keyOrFile));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
