package io.keywright.server.wiring;

import io.keywright.archive.folder.FolderArchive;
import io.keywright.archive.s3.Encryption;
import io.keywright.archive.s3.Retention;
import io.keywright.archive.s3.S3Archive;
import io.keywright.archive.s3.S3Options;
import io.keywright.core.archive.SegmentArchive;
import io.keywright.server.config.ArchiveConfig;
import io.keywright.server.config.Misconfigured;
import io.keywright.server.config.TrustedTls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;

/** The archives that there are to choose from. */
final class SegmentArchives {

    private SegmentArchives() {}

    /** The archive that is configured, if one is. Nothing is reached for yet. */
    static Optional<SegmentArchive> create(ArchiveConfig config, Period retention, InstantSource clock) {
        return config.folder()
                .<SegmentArchive>map(FolderArchive::new)
                .or(() -> config.s3()
                        .bucket()
                        .map(bucket -> S3Archive.open(options(bucket, config.s3()), new Retention(retention, clock))));
    }

    private static S3Options options(String bucket, ArchiveConfig.S3 s3) {
        return new S3Options(
                bucket,
                s3.prefix(),
                s3.region(),
                s3.endpoint(),
                s3.ca().map(SegmentArchives::trust),
                s3.pathStyle(),
                s3.accessKey()
                        .flatMap(access -> s3.secretKey().map(secret -> new S3Options.Credentials(access, secret))),
                encryption(s3));
    }

    private static TrustManagerFactory trust(Path authorities) {
        try {
            return TrustedTls.factory(authorities);
        } catch (IOException | GeneralSecurityException e) {
            throw new Misconfigured(List.of("keywright.archive.s3.ca: " + TrustedTls.advice(e)));
        }
    }

    private static Encryption encryption(ArchiveConfig.S3 s3) {
        return switch (s3.encryption()) {
            case BUCKET -> new Encryption.OfBucket();
            case AES256 -> new Encryption.Aes256();
            case KMS -> new Encryption.Kms(s3.kmsKey());
        };
    }
}
