package io.keywright.server.identity.trust;

import io.keywright.model.pem.PemFile;
import io.keywright.pki.validation.RevocationList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file with certificate revocation lists, as it was read.
 *
 * @param stamp empty if the file was so new that another content could bear the same
 */
record CrlFile(PemFile file, Optional<Stamp> stamp, byte[] digest, List<RevocationList> lists) {

    /** File systems tell times that are closer to each other as one. */
    private static final Duration GRAIN = Duration.ofSeconds(2);

    /** What a file system says of a file, which changes with the file's content. */
    private record Stamp(FileTime modified, long bytes, String key) {

        static Optional<Stamp> of(Path path) {
            try {
                BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
                boolean settled = now.lastModifiedTime()
                        .toInstant()
                        .isBefore(Instant.now().minus(GRAIN));
                return Optional.of(new Stamp(now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey())))
                        .filter(it -> settled);
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    static CrlFile read(Path path) throws IOException {
        PemFile file = new PemFile(path);
        Optional<Stamp> stamp = Stamp.of(path);
        byte[] digest = digest(file.content());
        return new CrlFile(file, stamp, digest, lists(file));
    }

    /** What is in it now. If that is the same, so are its lists, and nobody has to be judged anew. */
    CrlFile again() throws IOException {
        Optional<Stamp> now = Stamp.of(file.path());
        if (now.isPresent() && now.equals(stamp)) {
            return this;
        }
        byte[] content = digest(file.content());
        return new CrlFile(file, now, content, MessageDigest.isEqual(content, digest) ? lists : lists(file));
    }

    private static List<RevocationList> lists(PemFile file) throws IOException {
        List<X509CRL> content = file.revocationLists();
        return content.stream().map(RevocationList::of).toList();
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
