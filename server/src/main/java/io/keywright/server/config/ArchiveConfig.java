package io.keywright.server.config;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The {@code keywright.archive.*} properties: where sealed segments of the ledger lie, and what stays in the store. */
public interface ArchiveConfig {

    /** The folder to archive to; not together with a bucket. */
    Optional<Path> folder();

    /** The bucket to archive to. */
    S3 s3();

    /** How often what is new is sealed. */
    @WithDefault("PT1H")
    Duration every();

    /** How long the bucket must keep everything, from when it is written. */
    @WithDefault("P7Y")
    String retention();

    /** Whether receipts that are in the archive are dropped from the store. */
    @WithDefault("false")
    boolean prune();

    /** How many of the newest receipts stay in the store; at least 2048. */
    @WithDefault("1000000")
    long keep();

    /** A bucket that speaks S3 and has object lock. */
    interface S3 {

        /** Its name. */
        Optional<String> bucket();

        /** What all objects' names begin with. */
        @WithDefault("ledger/")
        String prefix();

        /** Its region; if not set, what the environment of the AWS SDK says. */
        Optional<String> region();

        /** The URL of an S3 service other than AWS. */
        Optional<URI> endpoint();

        /** The authorities that vouch for that URL, PEM; those of the JVM if not set. */
        Optional<Path> ca();

        /** Whether the bucket's name stands in the path. */
        @WithDefault("false")
        boolean pathStyle();

        /** The access key; if not set, the AWS SDK looks where it always does. */
        Optional<String> accessKey();

        /** The secret key that belongs to it. */
        Optional<String> secretKey();

        /** How the S3 service encrypts: {@code bucket}, {@code aes256} or {@code kms}. */
        @WithDefault("bucket")
        Encryption encryption();

        /** The key of {@code kms}; the S3 service's own if not set. */
        Optional<String> kmsKey();
    }

    /** See {@link S3#encryption()}. */
    enum Encryption {
        BUCKET,
        AES256,
        KMS
    }
}
