package io.keywright.providers.aws;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.providers.aws.SessionLoader.Loaded;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;

/** One session for each role and external id, for all who use it. */
final class RoleSessions {

    private static final int MOST = 10_000;
    private static final Duration UNUSED = Duration.ofHours(2);

    private final String provider;
    private final String sessionName;
    private final StsClient sts;
    private final DeadlineCalls calls;
    private final InstantSource clock;
    private final Cache<AwsRole, Session> sessions =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNUSED).build();

    RoleSessions(String provider, String sessionName, StsClient sts, DeadlineCalls calls, InstantSource clock) {
        this.provider = provider;
        this.sessionName = sessionName;
        this.sts = sts;
        this.calls = calls;
        this.clock = clock;
    }

    /** A source that assumes {@code role} as the identity that {@code base} has. */
    CredentialsSource assumed(CredentialsSource base, AwsRole role) {
        AwsCall call = new AwsCall(provider, AwsOperation.ASSUME_ROLE, role.arn());
        return new CredentialsSource() {
            @Override
            public AwsCredentials current(Deadline deadline) throws RootProviderException {
                return session().current(deadline);
            }

            @Override
            public void refused(AwsCredentials credentials) {
                session().refused(credentials);
            }

            private Session session() {
                return sessions.get(
                        role, key -> new Session(call, deadline -> assume(call, base, role, deadline), calls, clock));
            }
        };
    }

    private Loaded assume(AwsCall call, CredentialsSource base, AwsRole role, Deadline deadline)
            throws RootProviderException {
        AwsCredentials identity = base.current(deadline);
        AssumeRoleRequest.Builder request = AssumeRoleRequest.builder()
                .roleArn(role.arn())
                .roleSessionName(sessionName)
                .overrideConfiguration(
                        override -> override.credentialsProvider(StaticCredentialsProvider.create(identity)));
        role.externalId().ifPresent(request::externalId);
        return calls.run(
                call, deadline, () -> Loaded.of(sts.assumeRole(request.build()).credentials()));
    }

    /** A source that has {@code role} by a token of another issuer, such as a Kubernetes service account's. */
    CredentialsSource ofWebIdentity(SecretFile token, String role) {
        AwsCall call = new AwsCall(provider, AwsOperation.ASSUME_ROLE_WITH_WEB_IDENTITY, role);
        return new Session(call, deadline -> exchange(call, token, role, deadline), calls, clock);
    }

    private Loaded exchange(AwsCall call, SecretFile token, String role, Deadline deadline)
            throws RootProviderException {
        AssumeRoleWithWebIdentityRequest request = AssumeRoleWithWebIdentityRequest.builder()
                .roleArn(role)
                .roleSessionName(sessionName)
                .webIdentityToken(token.read().strip())
                .overrideConfiguration(override -> override.credentialsProvider(AnonymousCredentialsProvider.create()))
                .build();
        return calls.run(
                call,
                deadline,
                () -> Loaded.of(sts.assumeRoleWithWebIdentity(request).credentials()));
    }
}
