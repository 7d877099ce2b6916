package io.keywright.providers.aws;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Where credentials come from. Safe from any thread. */
interface CredentialsSource {

    /**
     * What to sign with now.
     *
     * @throws RootProviderException BAD_CREDENTIALS if there is nothing to sign with; whatever getting it failed with
     */
    AwsCredentials current(Deadline deadline) throws RootProviderException;

    /** Hears that AWS does not accept these. */
    default void refused(AwsCredentials credentials) {}
}
