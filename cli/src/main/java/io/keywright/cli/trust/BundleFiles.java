package io.keywright.cli.trust;

import io.keywright.ledger.note.TrustBundleNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.file.DurableFile;
import io.keywright.model.file.FileMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Bundles in a folder: a file of each form, and beside it the note that vouches for it. The file is written first and the note
 * last, each whole or not at all, so that the note never speaks of a file that is not there yet.
 *
 * @param mode of bundles and notes
 */
record BundleFiles(Path folder, VerifierKey key, BundleScope scope, FileMode mode) {

    private static final String TO_RUN = ".hook-to-run";
    private static final String REPORTED = ".reported";

    /**
     * What was put in place last.
     *
     * @param whole whether the file is there and as the note says; not after an accident between the two
     */
    record Held(TrustBundleNote note, boolean whole) {}

    /**
     * What was put in place last in that form; empty if nothing was.
     *
     * @throws Doubtful if the note is not the ledger's: then nobody can tell what would be older
     */
    Optional<Held> held(BundleForm form) throws IOException, Doubtful {
        Optional<byte[]> note = read(note(form));
        if (note.isEmpty()) {
            return Optional.empty();
        }
        TrustBundleNote said = SignedBundle.said(new String(note.get(), StandardCharsets.UTF_8), key);
        if (!scope.isOf(said)) {
            throw new Doubtful("%s is of another scope than %s; choose another folder.".formatted(note(form), scope));
        }
        boolean whole =
                read(file(form)).filter(bytes -> SignedBundle.isOf(said, bytes)).isPresent();
        return Optional.of(new Held(said, whole));
    }

    private static Optional<byte[]> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Puts it in place. A hook has to run from then on. */
    void put(BundleForm form, SignedBundle bundle) throws IOException {
        DurableFile.write(folder.resolve(TO_RUN), new byte[0]);
        DurableFile.write(file(form), bundle.bytes(), mode);
        DurableFile.write(note(form), bundle.note().getBytes(StandardCharsets.UTF_8), mode);
    }

    /** Whether something was put in place since a hook ran. */
    boolean hasToRun() {
        return Files.exists(folder.resolve(TO_RUN));
    }

    /** It ran. */
    void ran() throws IOException {
        Files.deleteIfExists(folder.resolve(TO_RUN));
    }

    /** Whether that version was told to the service less than {@code age} ago. */
    boolean isReported(long version, Duration age, Instant now) throws IOException {
        Path file = folder.resolve(REPORTED);
        return read(file)
                        .filter(it -> new String(it, StandardCharsets.US_ASCII).equals(Long.toString(version)))
                        .isPresent()
                && Files.getLastModifiedTime(file).toInstant().isAfter(now.minus(age));
    }

    /** It was told. */
    void reported(long version) throws IOException {
        DurableFile.write(folder.resolve(REPORTED), Long.toString(version).getBytes(StandardCharsets.US_ASCII));
    }

    Path file(BundleForm form) {
        return folder.resolve(form.fileName());
    }

    private Path note(BundleForm form) {
        return folder.resolve(form.fileName() + ".note");
    }
}
