package io.keywright.server.identity.trust;

import io.keywright.model.pem.PemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of the configuration as it was read, which may be replaced while the service runs.
 *
 * @param reader makes of the file what is {@code held} of it
 * @param stamp empty if the file was so new that another content could bear the same
 */
record FollowedFile<T>(PemFile file, Reader<T> reader, Optional<Stamp> stamp, byte[] digest, T held) {

    /** Reads a file. */
    @FunctionalInterface
    interface Reader<T> {

        /**
         * What is to be held of a file.
         *
         * @throws IOException saying what is wrong with it, for the operator
         */
        T read(PemFile file) throws IOException;
    }

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

    static <T> FollowedFile<T> read(Path path, Reader<T> reader) throws IOException {
        PemFile file = new PemFile(path);
        Optional<Stamp> stamp = Stamp.of(path);
        byte[] digest = digest(file.content());
        return new FollowedFile<>(file, reader, stamp, digest, reader.read(file));
    }

    /** What is in it now. If that is the same, so is what is held of it, and nobody has to be judged anew. */
    FollowedFile<T> again() throws IOException {
        Optional<Stamp> now = Stamp.of(file.path());
        if (now.isPresent() && now.equals(stamp)) {
            return this;
        }
        byte[] content = digest(file.content());
        return new FollowedFile<>(
                file, reader, now, content, MessageDigest.isEqual(content, digest) ? held : reader.read(file));
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
