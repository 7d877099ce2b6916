package io.keywright.server.config;

import io.keywright.core.archive.Pruner;
import java.net.URI;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Turns the operator's properties into rules for the archive; refuses what would be no archive. */
public final class ArchiveRulesReader {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    private ArchiveRulesReader() {}

    /**
     * The rules that {@code config} sets.
     *
     * @throws Misconfigured naming every fault
     */
    public static ArchiveRules read(ArchiveConfig config) {
        Faults faults = new Faults();
        ArchiveRules rules = read(config, faults);
        faults.throwIfAny();
        return rules;
    }

    /** The rules that {@code config} sets, of use only if no faults are noted. */
    public static ArchiveRules read(ArchiveConfig config, Faults faults) {
        boolean anywhere = config.folder().isPresent() || config.s3().bucket().isPresent();
        faults.unless(
                config.folder().isEmpty() || config.s3().bucket().isEmpty(),
                "keywright.archive.folder",
                "cannot be set together with keywright.archive.s3.bucket; choose one.");
        faults.unless(
                anywhere || !config.prune(),
                "keywright.archive.prune",
                "needs an archive; set keywright.archive.folder or keywright.archive.s3.bucket.");
        faults.unless(
                config.keep() >= Pruner.FEWEST_KEPT,
                "keywright.archive.keep",
                "must be at least " + Pruner.FEWEST_KEPT + ".");
        faults.unless(
                config.every().compareTo(SHORTEST) >= 0 && config.every().compareTo(LONGEST) <= 0,
                "keywright.archive.every",
                "must be from PT1S to P30D.");
        checkBucket(config.s3(), faults);
        return new ArchiveRules(
                config.every(),
                retention(config, faults),
                config.prune() ? OptionalLong.of(config.keep()) : OptionalLong.empty());
    }

    private static Period retention(ArchiveConfig config, Faults faults) {
        return faults.reading("keywright.archive.retention", Period.ofYears(1), () -> {
            try {
                Period period = Period.parse(config.retention());
                if (!period.isZero() && !period.isNegative()) {
                    return period;
                }
            } catch (DateTimeParseException e) {
                // The complaint below says all that the parser could.
            }
            throw new IllegalArgumentException("must be an ISO 8601 period, such as P7Y or P2555D.");
        });
    }

    private static void checkBucket(ArchiveConfig.S3 s3, Faults faults) {
        faults.unless(
                s3.accessKey().isPresent() == s3.secretKey().isPresent(),
                "keywright.archive.s3.access-key",
                "belongs together with keywright.archive.s3.secret-key; set both or none.");
        faults.unless(
                s3.prefix().isEmpty()
                        || (s3.prefix().endsWith("/") && !s3.prefix().startsWith("/")),
                "keywright.archive.s3.prefix",
                "must be empty, or end with a slash and not begin with one.");
        faults.unless(
                s3.endpoint().map(ArchiveRulesReader::isUrl).orElse(true),
                "keywright.archive.s3.endpoint",
                "must be an https or http URL.");
        faults.unless(
                s3.kmsKey().isEmpty() || s3.encryption() == ArchiveConfig.Encryption.KMS,
                "keywright.archive.s3.kms-key",
                "has no effect unless keywright.archive.s3.encryption is kms.");
        PemContent.authorities(s3.ca(), "keywright.archive.s3.ca", faults);
        faults.unless(
                s3.ca().isEmpty()
                        || s3.endpoint()
                                .filter(url -> "http".equals(url.getScheme()))
                                .isEmpty(),
                "keywright.archive.s3.ca",
                "has no effect on an endpoint without TLS; make that one https.");
        boolean unused = Stream.of(s3.region(), s3.endpoint(), s3.ca(), s3.accessKey(), s3.kmsKey())
                .anyMatch(value -> value.isPresent());
        faults.unless(
                s3.bucket().isPresent() || !unused,
                "keywright.archive.s3.bucket",
                "must be set, since other properties of the bucket are.");
    }

    private static boolean isUrl(URI endpoint) {
        return List.of("https", "http").contains(String.valueOf(endpoint.getScheme())) && endpoint.getHost() != null;
    }
}
