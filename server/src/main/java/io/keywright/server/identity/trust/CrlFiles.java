package io.keywright.server.identity.trust;

import io.keywright.model.pem.PemFile;
import io.keywright.pki.validation.RevocationList;
import io.keywright.server.observability.Remarks;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files with certificate revocation lists, which may be replaced while the service runs. Of a file that cannot be read any more,
 * what was read before stays in force, and a remark names it. Not thread-safe.
 */
public final class CrlFiles {

    private static final String SUBJECT = "keywright.tls.client-crl ";

    private final InstantSource clock;
    private final Remarks remarks;
    private final Map<Path, FollowedFile<List<RevocationList>>> files = new LinkedHashMap<>();

    private CrlFiles(InstantSource clock, Remarks remarks) {
        this.clock = clock;
        this.remarks = remarks;
    }

    /**
     * Reads all files.
     *
     * @throws IOException if one of them does not hold lists that can be used
     */
    public static CrlFiles open(List<Path> files, InstantSource clock, Remarks remarks) throws IOException {
        CrlFiles opened = new CrlFiles(clock, remarks);
        for (Path file : files) {
            opened.files.put(file, FollowedFile.read(file, CrlFiles::lists));
        }
        return opened;
    }

    /**
     * Passes if {@code file} holds lists that can be used.
     *
     * @throws IOException saying what is wrong, for the operator
     */
    public static void check(Path file) throws IOException {
        new PemFile(file).revocationLists();
    }

    private static List<RevocationList> lists(PemFile file) throws IOException {
        List<X509CRL> content = file.revocationLists();
        return content.stream().map(RevocationList::of).toList();
    }

    /** All lists, as they are in the files now, or were when these could be read. */
    List<RevocationList> follow() {
        files.replaceAll(this::follow);
        return files.values().stream().flatMap(it -> it.held().stream()).toList();
    }

    private FollowedFile<List<RevocationList>> follow(Path file, FollowedFile<List<RevocationList>> before) {
        try {
            FollowedFile<List<RevocationList>> now = before.again();
            remarks.say(SUBJECT + file, outOfDate(now.held()));
            return now;
        } catch (IOException e) {
            remarks.say(SUBJECT + file, Optional.of(e.getMessage() + " What it held before stays in force"));
            return before;
        }
    }

    private Optional<String> outOfDate(List<RevocationList> lists) {
        return lists.stream()
                .filter(it -> it.isOutOfDateAt(clock.instant()))
                .findFirst()
                .map(it -> "the list of " + it.content().getIssuerX500Principal() + " is out of date");
    }
}
