package io.keywright.providers.azure;

import io.keywright.providers.ProviderGuide;
import io.keywright.providers.Question;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Setting up Azure Key Vault or Managed HSM. */
public final class AzureGuide implements ProviderGuide {

    @Override
    public String type() {
        return "azure";
    }

    @Override
    public String choice() {
        return "Azure Key Vault or Managed HSM, in your subscription. Nobody but Microsoft can copy the key. Take it if you run"
                + " there already.";
    }

    @Override
    public String page() {
        return "docs/setup/AZURE_SETUP.md";
    }

    @Override
    public List<Question> questions() {
        return List.of(
                Question.needed("vault", "The vault's address, as in https://acme.vault.azure.net"),
                Question.needed("key", "The key's name in it, without a version")
                        .suggesting("root"),
                Question.choice(
                        "credentials",
                        "Who Keywright is: an application, whose secret or token stands in a file, or ambient, this machine's"
                                + " managed identity",
                        "file",
                        "ambient"),
                Question.needed("directory", "The id of the Microsoft Entra tenant")
                        .where("credentials", "file"),
                Question.needed("client-id", "The application's id").where("credentials", "file"),
                Question.open(
                                "client-secret-file",
                                "The file with its secret, one line, which only the service may read (nothing if it has a"
                                        + " certificate or a federated token)")
                        .asFile()
                        .where("credentials", "file"),
                Question.open("client-certificate-file", "The file with its certificate and private key, PEM")
                        .asFile()
                        .where("credentials", "file"),
                Question.open("token-file", "The file with a federated token, as Kubernetes projects it")
                        .asFile()
                        .where("credentials", "file"));
    }

    @Override
    public Optional<String> principal() {
        return Optional.of("The object id of the application's service principal, or of the managed identity");
    }

    @Override
    public List<Step> steps(Map<String, String> settings, Optional<String> principal) {
        String key = settings.getOrDefault("key", "root");
        String who = principal.orElse("$PRINCIPAL");
        return host(settings)
                .map(host -> List.of(new Step(
                        "Let it do this with the key, and no more.",
                        isHsm(host) ? ofHsm(name(host), key, who) : ofVault(name(host), key, who))))
                .orElse(List.of());
    }

    private static String ofVault(String vault, String key, String principal) {
        return AzurePermission.command(
                "$(az keyvault show --name %s --query id --output tsv)".formatted(vault), key, principal);
    }

    private static String ofHsm(String hsm, String key, String principal) {
        return """
                az keyvault role assignment create --hsm-name %s --role "%s" \\
                  --assignee-object-id %s --assignee-principal-type ServicePrincipal --scope /keys/%s
                """.formatted(hsm, AzurePermission.HSM_ROLE, principal, key);
    }

    private static boolean isHsm(String host) {
        return host.contains(".managedhsm.");
    }

    private static String name(String host) {
        return host.substring(0, host.indexOf('.'));
    }

    private static Optional<String> host(Map<String, String> settings) {
        try {
            return Optional.ofNullable(
                            URI.create(settings.getOrDefault("vault", "")).getHost())
                    .filter(host -> host.contains("."));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
