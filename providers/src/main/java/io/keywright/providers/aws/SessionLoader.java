package io.keywright.providers.aws;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Asks STS for credentials that end. */
@FunctionalInterface
interface SessionLoader {

    Loaded load(Deadline deadline) throws RootProviderException;

    /**
     * Credentials and when they end.
     *
     * @param expires by the clock of AWS
     */
    record Loaded(AwsCredentials credentials, Instant expires) {

        static Loaded of(Credentials answered) {
            return new Loaded(
                    AwsSessionCredentials.create(
                            answered.accessKeyId(), answered.secretAccessKey(), answered.sessionToken()),
                    answered.expiration());
        }

        @Override
        public String toString() {
            return "Loaded[until " + expires + "]";
        }
    }
}
