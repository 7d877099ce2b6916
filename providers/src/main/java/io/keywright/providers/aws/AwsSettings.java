package io.keywright.providers.aws;

import io.keywright.providers.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is set of a provider of type {@code aws}, as it stands in the configuration. Holds names of files, no secrets.
 *
 * @param region such as {@code eu-central-1}; also the region of every key that tenants bring
 * @param endpoint of KMS, if not the region's public one, such as a VPC endpoint
 * @param stsEndpoint of STS, likewise
 * @param key the ARN or alias of the key that is used where none is named
 * @param credentials {@code file}, {@code web-identity} or {@code ambient}
 * @param credentialsFile a shared credentials file, as the AWS command line has it
 * @param profile the section of it; {@code default} if empty
 * @param webIdentityTokenFile a token that STS takes for {@code role}
 * @param role to assume before anything else
 * @param externalId what the role's owner asks for along with it
 * @param sessionName by which CloudTrail tells this installation; {@value #STANDARD_SESSION_NAME} if empty
 */
public record AwsSettings(
        Optional<String> region,
        Optional<URI> endpoint,
        Optional<URI> stsEndpoint,
        Optional<String> key,
        Optional<String> credentials,
        Optional<Path> credentialsFile,
        Optional<String> profile,
        Optional<Path> webIdentityTokenFile,
        Optional<String> role,
        Optional<String> externalId,
        Optional<String> sessionName) {

    static final String STANDARD_SESSION_NAME = "keywright";
    static final String FILE = "file";
    static final String WEB_IDENTITY = "web-identity";
    static final String AMBIENT = "ambient";

    /** Everything that is wrong; empty if a provider can be made of this. Reads no file. */
    public List<Fault> faults() {
        return new AwsSettingsCheck(this).faults();
    }

    Optional<AwsRole> assumedRole() {
        return role.map(arn -> new AwsRole(arn, externalId));
    }

    String session() {
        return sessionName.orElse(STANDARD_SESSION_NAME);
    }
}
