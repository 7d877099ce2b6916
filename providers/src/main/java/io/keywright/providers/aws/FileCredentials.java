package io.keywright.providers.aws;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Credentials that stand in a shared credentials file. It is read at each use, so that new ones count at once. Of the section
 * only the three properties that hold credentials count; what would name a role, a source or a program is not followed.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">The file's format</a>
 */
record FileCredentials(SecretFile file, String profile) implements CredentialsSource {

    @Override
    public AwsCredentials current(Deadline deadline) throws RootProviderException {
        Profile section = section().orElseThrow(() -> fault("has no section [" + profile + "]"));
        String id = property(section, "aws_access_key_id");
        String secret = property(section, "aws_secret_access_key");
        return section.property("aws_session_token")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
    }

    private Optional<Profile> section() throws RootProviderException {
        try {
            return ProfileFile.builder()
                    .content(file.read())
                    .type(ProfileFile.Type.CREDENTIALS)
                    .build()
                    .profile(profile);
        } catch (IllegalArgumentException e) {
            throw fault("is not a credentials file");
        }
    }

    private String property(Profile section, String name) throws RootProviderException {
        return section.property(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> fault("has no " + name + " in [" + profile + "]"));
    }

    private RootProviderException fault(String what) {
        return new RootProviderException(
                Reason.BAD_CREDENTIALS,
                file + " " + what + ". It must be as 'aws configure' writes ~/.aws/credentials.");
    }
}
