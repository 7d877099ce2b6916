package io.keywright.server.identity.trust;

import io.keywright.model.pem.PemFile;
import io.keywright.server.identity.trust.RevocationLists.WhenStale;
import io.keywright.server.observability.Remarks;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
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

    private final WhenStale whenStale;
    private final InstantSource clock;
    private final Remarks remarks;
    private final Map<Path, Content> files = new LinkedHashMap<>();

    /** What was read of a file, and the lists in it. */
    private record Content(byte[] bytes, List<RevocationList> lists) {

        static Content of(Path file) throws IOException {
            return new Content(new PemFile(file).content(), read(file));
        }
    }

    private CrlFiles(WhenStale whenStale, InstantSource clock, Remarks remarks) {
        this.whenStale = whenStale;
        this.clock = clock;
        this.remarks = remarks;
    }

    /**
     * Reads all files.
     *
     * @throws IOException if one of them does not hold lists that can be used
     */
    public static CrlFiles open(List<Path> files, WhenStale whenStale, InstantSource clock, Remarks remarks)
            throws IOException {
        CrlFiles opened = new CrlFiles(whenStale, clock, remarks);
        for (Path file : files) {
            opened.files.put(file, Content.of(file));
        }
        return opened;
    }

    /**
     * Passes if {@code file} holds lists that can be used.
     *
     * @throws IOException saying what is wrong, for the operator
     */
    public static void check(Path file) throws IOException {
        read(file);
    }

    /** All lists, as they are in the files now, or were when these could be read. */
    RevocationLists follow() {
        files.replaceAll(this::follow);
        return new RevocationLists(
                files.values().stream().flatMap(it -> it.lists().stream()).toList(), whenStale);
    }

    private Content follow(Path file, Content before) {
        try {
            boolean same = Arrays.equals(before.bytes(), new PemFile(file).content());
            Content now = same ? before : Content.of(file);
            remarks.say(SUBJECT + file, outOfDate(now.lists()));
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

    /** The lists in {@code file}. */
    static List<RevocationList> read(Path file) throws IOException {
        List<RevocationList> lists = new ArrayList<>();
        for (X509CRL content : new PemFile(file).revocationLists()) {
            RevocationList list = RevocationList.of(content);
            Optional<String> fault = list.fault();
            if (fault.isPresent()) {
                throw new IOException(file + " holds a list that " + fault.get()
                        + "; put complete ones of the authorities themselves there.");
            }
            lists.add(list);
        }
        return List.copyOf(lists);
    }
}
