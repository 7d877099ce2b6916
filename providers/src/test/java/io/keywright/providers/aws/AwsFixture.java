package io.keywright.providers.aws;

import static io.keywright.testkit.provider.RootProviderContract.BINDING;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.Assertions;

/** What the tests of this adapter share. */
final class AwsFixture {

    static final String REGION = "eu-central-1";
    static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    static final String OTHER_ARN = "arn:aws:kms:eu-central-1:111122223333:key/ffffabcd-12ab-34cd-56ef-1234567890ab";
    static final String ROLE = "arn:aws:iam::111122223333:role/keywright";
    static final String SECRET = "wJalrXUtnFEMI-not-for-logs";

    private AwsFixture() {}

    /** Settings with credentials of {@code file}, which are all at {@code endpoint}. */
    static AwsSettings settings(URI endpoint, Path file, String key) {
        return new AwsSettings(
                Optional.of(REGION),
                Optional.of(endpoint),
                Optional.of(endpoint),
                Optional.of(key),
                Optional.of("file"),
                Optional.of(file),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Path credentials(Path file, String id, String secret) throws IOException {
        Files.writeString(file, "[default]\naws_access_key_id = " + id + "\naws_secret_access_key = " + secret + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    static Deadline in(long millis) {
        return Deadline.in(Duration.ofMillis(millis));
    }

    static SecretBytes secret() {
        return SecretBytes.own(new byte[32]);
    }

    static byte[] wrap(ProviderKey key) throws RootProviderException {
        return key.wrap(secret(), BINDING, in(10_000));
    }

    static RootProviderException fault(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return Assertions.catchThrowableOfType(RootProviderException.class, call);
    }
}
