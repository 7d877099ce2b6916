package io.keywright.server.config;

import io.keywright.providers.aws.AwsSettings;
import io.keywright.providers.azure.AzureSettings;
import io.keywright.providers.gcp.GcpSettings;
import io.keywright.providers.pkcs11.Pkcs11Settings;
import io.keywright.providers.vault.VaultSettings;
import java.util.Optional;

/** What the properties of a root provider say, as its adapter takes them. */
public final class ProviderSettings {

    private static final String AMBIENT = "ambient";

    private ProviderSettings() {}

    public static Pkcs11Settings pkcs11(ProviderConfig config) {
        return new Pkcs11Settings(
                config.library(),
                config.token(),
                config.pinFile(),
                config.key(),
                config.threads().orElse(Pkcs11Settings.DEFAULT_THREADS));
    }

    public static AwsSettings aws(ProviderConfig config) {
        return new AwsSettings(
                config.region(),
                config.endpoint(),
                config.stsEndpoint(),
                config.key(),
                config.credentials(),
                config.credentialsFile(),
                config.profile(),
                config.webIdentityTokenFile(),
                config.role(),
                config.externalId(),
                config.sessionName());
    }

    public static GcpSettings gcp(ProviderConfig config) {
        return new GcpSettings(
                config.key(), config.endpoint(), config.identityEndpoint(), ambient(config), config.credentialsFile());
    }

    public static AzureSettings azure(ProviderConfig config) {
        return new AzureSettings(
                config.vault(),
                config.key(),
                config.authority(),
                config.directory(),
                config.clientId(),
                config.clientSecretFile(),
                config.clientCertificateFile(),
                config.tokenFile(),
                ambient(config),
                config.ca());
    }

    public static VaultSettings vault(ProviderConfig config) {
        return new VaultSettings(
                config.address(),
                config.mount(),
                config.key(),
                config.namespace(),
                config.ca(),
                config.allowHttp().orElse(false),
                new VaultSettings.Login(
                        config.auth(),
                        config.authMount(),
                        config.tokenFile(),
                        config.roleId(),
                        config.secretIdFile(),
                        config.role(),
                        config.jwtFile(),
                        config.certificate(),
                        config.certificateKey()));
    }

    private static boolean ambient(ProviderConfig config) {
        return config.credentials().equals(Optional.of(AMBIENT));
    }
}
