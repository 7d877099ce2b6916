package io.keywright.server.config;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The properties of root providers, and which types take them. */
enum ProviderProperty {
    FILE("file", ProviderConfig::file, ProviderType.LOCAL),
    PASSPHRASE("passphrase", ProviderConfig::passphrase, ProviderType.LOCAL),
    PASSPHRASE_FILE("passphrase-file", ProviderConfig::passphraseFile, ProviderType.LOCAL),
    ALLOW_FILE_IN_PRODUCTION("allow-file-in-production", ProviderConfig::allowFileInProduction, ProviderType.LOCAL),
    LIBRARY("library", ProviderConfig::library, ProviderType.PKCS11),
    TOKEN("token", ProviderConfig::token, ProviderType.PKCS11),
    PIN_FILE("pin-file", ProviderConfig::pinFile, ProviderType.PKCS11),
    THREADS("threads", ProviderConfig::threads, ProviderType.PKCS11),
    KEY(
            "key",
            ProviderConfig::key,
            ProviderType.PKCS11,
            ProviderType.AWS,
            ProviderType.GCP,
            ProviderType.AZURE,
            ProviderType.VAULT),
    REGION("region", ProviderConfig::region, ProviderType.AWS),
    ENDPOINT("endpoint", ProviderConfig::endpoint, ProviderType.AWS, ProviderType.GCP),
    STS_ENDPOINT("sts-endpoint", ProviderConfig::stsEndpoint, ProviderType.AWS),
    IDENTITY_ENDPOINT("identity-endpoint", ProviderConfig::identityEndpoint, ProviderType.GCP),
    CREDENTIALS("credentials", ProviderConfig::credentials, ProviderType.AWS, ProviderType.GCP, ProviderType.AZURE),
    CREDENTIALS_FILE("credentials-file", ProviderConfig::credentialsFile, ProviderType.AWS, ProviderType.GCP),
    PROFILE("profile", ProviderConfig::profile, ProviderType.AWS),
    WEB_IDENTITY_TOKEN_FILE("web-identity-token-file", ProviderConfig::webIdentityTokenFile, ProviderType.AWS),
    ROLE("role", ProviderConfig::role, ProviderType.AWS, ProviderType.VAULT),
    EXTERNAL_ID("external-id", ProviderConfig::externalId, ProviderType.AWS),
    SESSION_NAME("session-name", ProviderConfig::sessionName, ProviderType.AWS),
    VAULT("vault", ProviderConfig::vault, ProviderType.AZURE),
    AUTHORITY("authority", ProviderConfig::authority, ProviderType.AZURE),
    DIRECTORY("directory", ProviderConfig::directory, ProviderType.AZURE),
    CLIENT_ID("client-id", ProviderConfig::clientId, ProviderType.AZURE),
    CLIENT_SECRET_FILE("client-secret-file", ProviderConfig::clientSecretFile, ProviderType.AZURE),
    CLIENT_CERTIFICATE_FILE("client-certificate-file", ProviderConfig::clientCertificateFile, ProviderType.AZURE),
    TOKEN_FILE("token-file", ProviderConfig::tokenFile, ProviderType.AZURE, ProviderType.VAULT),
    CA("ca", ProviderConfig::ca, ProviderType.AZURE, ProviderType.VAULT),
    ADDRESS("address", ProviderConfig::address, ProviderType.VAULT),
    ALLOW_HTTP("allow-http", ProviderConfig::allowHttp, ProviderType.VAULT),
    MOUNT("mount", ProviderConfig::mount, ProviderType.VAULT),
    NAMESPACE("namespace", ProviderConfig::namespace, ProviderType.VAULT),
    AUTH("auth", ProviderConfig::auth, ProviderType.VAULT),
    AUTH_MOUNT("auth-mount", ProviderConfig::authMount, ProviderType.VAULT),
    ROLE_ID("role-id", ProviderConfig::roleId, ProviderType.VAULT),
    SECRET_ID_FILE("secret-id-file", ProviderConfig::secretIdFile, ProviderType.VAULT),
    JWT_FILE("jwt-file", ProviderConfig::jwtFile, ProviderType.VAULT),
    CERTIFICATE("certificate", ProviderConfig::certificate, ProviderType.VAULT),
    CERTIFICATE_KEY("certificate-key", ProviderConfig::certificateKey, ProviderType.VAULT);

    private final String property;
    private final Function<ProviderConfig, Optional<?>> value;
    private final Set<ProviderType> types;

    ProviderProperty(String property, Function<ProviderConfig, Optional<?>> value, ProviderType... types) {
        this.property = property;
        this.value = value;
        this.types = EnumSet.of(types[0], types);
    }

    /** Its name behind {@code keywright.providers.NAME.}. */
    String property() {
        return property;
    }

    boolean isSet(ProviderConfig config) {
        return value.apply(config).isPresent();
    }

    boolean isOf(ProviderType type) {
        return types.contains(type);
    }
}
