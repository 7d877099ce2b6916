package io.keywright.ledger.evidence;

import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.json.CanonicalJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an archive is about, and each file's digest, as RFC 8785 JSON. */
public record Manifest(Subject subject, List<Listed> files) {

    /** The form of the archive; another one needs another verifier. */
    public static final String FORMAT = "keywright-evidence@v1";

    /** The most bytes that a manifest may have. */
    static final int MAX_BYTES = 1 << 16;

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * What an archive is about. Times are to the millisecond.
     *
     * @param from the receipts are not earlier
     * @param to the receipts are earlier
     * @param exportedAt when the archive was made
     * @param receipts how many there are
     */
    public record Subject(String tenantId, Instant from, Instant to, Instant exportedAt, long receipts) {}

    /**
     * One file.
     *
     * @param sha256 of its bytes, 64 hexadecimal digits
     */
    public record Listed(String path, long size, String sha256) {

        public Listed {
            if (!SHA_256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("sha256 must be 64 hexadecimal digits");
            }
        }
    }

    public Manifest {
        files = List.copyOf(files);
    }

    /** The canonical bytes. */
    public byte[] encode() {
        return CanonicalJson.write(Map.of(
                "format", FORMAT,
                "tenant_id", subject.tenantId(),
                "from", TIME.format(subject.from()),
                "to", TIME.format(subject.to()),
                "exported_at", TIME.format(subject.exportedAt()),
                "receipts", subject.receipts(),
                "files", files.stream().map(Manifest::encode).toList()));
    }

    private static Map<String, Object> encode(Listed file) {
        return Map.of("path", file.path(), "size", file.size(), "sha256", file.sha256());
    }

    /**
     * Reads exactly what {@link #encode} makes.
     *
     * @throws IllegalArgumentException if {@code bytes} are anything else
     */
    public static Manifest parse(byte[] bytes) {
        Manifest manifest = read(CanonicalJson.read(bytes));
        if (!Arrays.equals(manifest.encode(), bytes)) {
            throw new IllegalArgumentException("a manifest must have the members of its form, and no others");
        }
        return manifest;
    }

    /**
     * Reads one that lists what every archive has, and perhaps more.
     *
     * @throws Flaw if {@code bytes} are anything else
     */
    static Manifest whole(byte[] bytes) throws Flaw {
        try {
            Manifest manifest = parse(bytes);
            manifest.requireWhole();
            return manifest;
        } catch (IllegalArgumentException e) {
            throw new Flaw(EvidenceFiles.MANIFEST, Problem.MANIFEST_MALFORMED, e.getMessage() + "");
        }
    }

    private void requireWhole() {
        List<String> paths = files.stream().map(Listed::path).toList();
        int known = EvidenceFiles.LISTED.size();
        if (paths.size() < known || !paths.subList(0, known).equals(EvidenceFiles.LISTED)) {
            throw new IllegalArgumentException("a manifest must first list what every archive has, in its order");
        }
        Set<String> names = new HashSet<>(EvidenceFiles.UNLISTED);
        if (!paths.stream().allMatch(path -> EvidenceFiles.isName(path) && names.add(path))) {
            throw new IllegalArgumentException("a manifest must list each file once, and neither itself nor its proof");
        }
    }

    private static Manifest read(Map<String, @Nullable Object> json) {
        if (!member(json, "format", String.class).equals(FORMAT)) {
            throw new IllegalArgumentException("this verifier knows the form " + FORMAT + " only");
        }
        Subject subject = new Subject(
                member(json, "tenant_id", String.class),
                time(json, "from"),
                time(json, "to"),
                time(json, "exported_at"),
                member(json, "receipts", Long.class));
        List<?> files = member(json, "files", List.class);
        return new Manifest(subject, files.stream().map(Manifest::listed).toList());
    }

    private static Listed listed(@Nullable Object file) {
        if (!(file instanceof Map<?, ?> json)) {
            throw new IllegalArgumentException("files must be objects");
        }
        return new Listed(
                member(json, "path", String.class),
                member(json, "size", Long.class),
                member(json, "sha256", String.class));
    }

    private static Instant time(Map<?, ?> json, String name) {
        try {
            return Instant.parse(member(json, name, String.class));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " must be a time in UTC", e);
        }
    }

    private static <T> T member(Map<?, ?> json, String name, Class<T> type) {
        Object value = json.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("a manifest must have " + name + ", of the right type");
        }
        return type.cast(value);
    }
}
