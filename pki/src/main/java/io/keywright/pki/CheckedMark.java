package io.keywright.pki;

import io.keywright.model.file.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Remembers that a set of files was found in order, so that a start need not parse certificates and check keys again:
 * that takes a cold JVM a quarter of a second, comparing digests a few milliseconds. Any change to any file, or the
 * end of the time for which the check holds, voids the mark.
 *
 * <p>The mark is one line: until when it holds, in seconds since 1970, and a SHA-256 over names and contents.
 */
record CheckedMark(Path file, List<Path> covered) {

    /** Part of the digest; to be changed together with what a check asks for. */
    private static final String CHECK_VERSION = "1";

    boolean holds(Instant now) throws IOException {
        if (!Files.exists(file) || !covered.stream().allMatch(Files::exists)) {
            return false;
        }
        String[] parts = Files.readString(file, StandardCharsets.ISO_8859_1).split(" ", -1);
        return parts.length == 2
                && parts[0].matches("[0-9]{1,12}")
                && now.getEpochSecond() < Long.parseLong(parts[0])
                && parts[1].equals(digest());
    }

    void set(Instant until) throws IOException {
        String line = until.getEpochSecond() + " " + digest();
        DurableFile.write(file, line.getBytes(StandardCharsets.US_ASCII));
    }

    private String digest() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(CHECK_VERSION.getBytes(StandardCharsets.US_ASCII));
            for (Path each : covered) {
                byte[] content = Files.readAllBytes(each);
                digest.update((each.getFileName() + " " + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
