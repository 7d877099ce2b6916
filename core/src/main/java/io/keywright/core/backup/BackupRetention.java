package io.keywright.core.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * For how long backups are kept. Those that belong together go together, once the newest of them is as old; the newest of all
 * stay in any case.
 */
public record BackupRetention(Duration keep) {

    /** Removes what is older, oldest last, so that an interruption leaves no backup without its parents. */
    void apply(BackupFolder folder, Instant now) throws IOException {
        Instant oldest = now.minus(keep);
        boolean mayGo = false;
        List<Path> chain = new ArrayList<>();
        boolean newest = true;
        for (UUID id : folder.ids()) {
            Path file = folder.file(id);
            if (chain.isEmpty()) {
                mayGo = !newest && madeAt(id).isBefore(oldest);
            }
            newest = false;
            chain.add(file);
            if (isWhole(file)) {
                if (mayGo) {
                    for (Path each : chain) {
                        Files.delete(each);
                    }
                }
                chain.clear();
            }
        }
    }

    /** What cannot be read is left for somebody to look at. */
    private static boolean isWhole(Path file) {
        try {
            return BackupFiles.head(file).parent().isEmpty();
        } catch (BackupException e) {
            return false;
        }
    }

    /** The first 48 bits of a UUIDv7 (RFC 9562, section 5.7). */
    static Instant madeAt(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
