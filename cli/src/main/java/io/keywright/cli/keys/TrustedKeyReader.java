package io.keywright.cli.keys;

import io.keywright.cli.CommandFailed;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.cosignature.LogKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads verifier keys: each is named by its line, or by a file with one or more lines. */
public final class TrustedKeyReader {

    private TrustedKeyReader() {}

    /**
     * The keys of a ledger, the signing one first.
     *
     * @throws CommandFailed if they cannot be read, or are none
     */
    public static LogKeys ledger(String keyOrFile) {
        try {
            return LogKeys.parse(text(keyOrFile));
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailed.badInput(
                    "--key is neither a verifier key nor a file with one: %s.".formatted(e.getMessage()));
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
        try {
            return text(keyOrFile).lines().map(CosignerKey::parse).toList();
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailed.badInput("%s is neither a witness's verifier key nor a file with such keys: %s."
                    .formatted(option, e.getMessage()));
        }
    }

    private static String text(String keyOrFile) throws IOException {
        Path file = Path.of(keyOrFile);
        return (Files.isRegularFile(file) ? Files.readString(file) : keyOrFile).strip();
    }
}
