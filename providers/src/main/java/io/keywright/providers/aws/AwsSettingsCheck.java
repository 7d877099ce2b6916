package io.keywright.providers.aws;

import io.keywright.providers.Fault;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds all that is wrong with settings at once. */
final class AwsSettingsCheck {

    private static final Pattern REGION = Pattern.compile(AwsKeyName.REGION);
    private static final Pattern SESSION_NAME = Pattern.compile("[A-Za-z0-9+=,.@_-]{2,64}");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private final AwsSettings settings;
    private final List<Fault> faults = new ArrayList<>();

    AwsSettingsCheck(AwsSettings settings) {
        this.settings = settings;
    }

    List<Fault> faults() {
        checkPlace();
        checkKey();
        checkCredentials();
        checkRole();
        return List.copyOf(faults);
    }

    private void checkPlace() {
        unless(
                settings.region().filter(REGION.asMatchPredicate()).isPresent(),
                "region",
                "must be the region of the keys, such as eu-central-1.");
        checkEndpoint("endpoint", settings.endpoint());
        checkEndpoint("sts-endpoint", settings.stsEndpoint());
    }

    private void checkEndpoint(String property, Optional<URI> endpoint) {
        unless(
                endpoint.map(AwsSettingsCheck::safe).orElse(true),
                property,
                "must be https://HOST, or http on this machine's own address; remove it to use the region's public endpoint.");
    }

    private static boolean safe(URI endpoint) {
        String host = endpoint.getHost();
        boolean plain = "http".equals(endpoint.getScheme()) && host != null && LOOPBACK.contains(host);
        return host != null
                && (plain || "https".equals(endpoint.getScheme()))
                && endpoint.getUserInfo() == null
                && endpoint.getQuery() == null
                && endpoint.getFragment() == null;
    }

    private void checkKey() {
        Optional<AwsKeyName> name = settings.key().flatMap(AwsKeyName::of);
        unless(
                settings.key().isEmpty() || name.isPresent(),
                "key",
                "must be a key's ARN, an alias's ARN, or alias/NAME, as 'aws kms describe-key' shows it.");
        Optional<String> region = name.flatMap(AwsKeyName::region);
        unless(
                region.isEmpty() || settings.region().isEmpty() || region.equals(settings.region()),
                "key",
                "is of another region than the provider; set region to " + region.orElse("") + ".");
    }

    private void checkCredentials() {
        String kind = settings.credentials().orElse("");
        unless(
                Set.of(AwsSettings.FILE, AwsSettings.WEB_IDENTITY, AwsSettings.AMBIENT)
                        .contains(kind),
                "credentials",
                "must say where credentials come from: file, web-identity, or ambient for what the AWS SDK finds by itself.");
        pair(
                kind,
                AwsSettings.FILE,
                "credentials-file",
                settings.credentialsFile().isPresent());
        pair(
                kind,
                AwsSettings.WEB_IDENTITY,
                "web-identity-token-file",
                settings.webIdentityTokenFile().isPresent());
        unless(
                settings.profile().isEmpty() || kind.equals(AwsSettings.FILE),
                "profile",
                "is a section of a credentials file; remove it, or set credentials to file.");
    }

    /** One way to get credentials needs the property, and no other takes it. */
    private void pair(String kind, String ofKind, String property, boolean set) {
        unless(
                set || !kind.equals(ofKind),
                property,
                "must be set, to a file's path, because credentials is " + kind + ".");
        unless(
                !set || kind.equals(ofKind) || kind.isEmpty(),
                property,
                "is set, and credentials is " + kind + "; remove it, or set credentials to " + ofKind + ".");
    }

    private void checkRole() {
        boolean webIdentity = settings.credentials().equals(Optional.of(AwsSettings.WEB_IDENTITY));
        unless(
                settings.role().isPresent() || !webIdentity,
                "role",
                "must be set, to the ARN of the role that the web identity stands for.");
        unless(
                settings.role().map(AwsRole::isArn).orElse(true),
                "role",
                "must be a role's ARN, arn:aws:iam::ACCOUNT:role/NAME.");
        unless(
                settings.externalId().isEmpty() || (settings.role().isPresent() && !webIdentity),
                "external-id",
                "goes along with a role that is assumed; set role, or remove it (a web identity takes none).");
        unless(
                settings.externalId().map(AwsRole::isExternalId).orElse(true),
                "external-id",
                "must have 2 to 1224 letters, digits and any of + = , . @ : / _ -.");
        unless(
                settings.sessionName()
                        .map(SESSION_NAME.asMatchPredicate()::test)
                        .orElse(true),
                "session-name",
                "must have 2 to 64 letters, digits and any of + = , . @ _ -.");
    }

    private void unless(boolean right, String property, String advice) {
        if (!right) {
            faults.add(new Fault(property, advice));
        }
    }
}
