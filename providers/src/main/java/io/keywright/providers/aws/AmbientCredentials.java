package io.keywright.providers.aws;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What the AWS SDK finds by itself: properties, environment, profiles, the container's and the machine's own identity. Only
 * made where the operator has asked for it.
 */
final class AmbientCredentials implements CredentialsSource, AutoCloseable {

    private final DefaultCredentialsProvider found =
            DefaultCredentialsProvider.builder().build();
    private final DeadlineCalls calls;
    private final AwsCall call;

    AmbientCredentials(String provider, DeadlineCalls calls) {
        this.calls = calls;
        this.call = new AwsCall(provider, AwsOperation.ASSUME_ROLE, "the identity of this machine");
    }

    @Override
    public AwsCredentials current(Deadline deadline) throws RootProviderException {
        return calls.run(call, deadline, this::resolved);
    }

    private AwsCredentials resolved() throws RootProviderException {
        try {
            return found.resolveCredentials();
        } catch (SdkException e) {
            throw new RootProviderException(
                    Reason.BAD_CREDENTIALS,
                    "The root provider " + call.provider()
                            + ": the AWS SDK finds no credentials by itself. Give this machine an identity, or set credentials to file.",
                    e);
        }
    }

    @Override
    public void close() {
        found.close();
    }
}
