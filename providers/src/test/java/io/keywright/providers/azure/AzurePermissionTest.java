package io.keywright.providers.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AzurePermissionTest {

    private static final Pattern ACTION = Pattern.compile("Microsoft\\.KeyVault/[a-zA-Z/]+");
    private static final Path TERRAFORM = Path.of("..", "deploy", "terraform", "azure-kv", "main.tf");
    private static final Path PAGE = Path.of("..", "docs", "setup", "AZURE_SETUP.md");

    @Test
    void terraformPageAndCommandGrantTheRoleThatTheMessagesName() throws Exception {
        String page = Files.readString(PAGE);
        List<String> all = Stream.concat(AzurePermission.ofTheVault().stream(), AzurePermission.ofTheHsm().stream())
                .toList();
        assertThat(ACTION.matcher(page).results().map(MatchResult::group)).hasSameElementsAs(all);
        assertThat(page).contains("--role \"" + AzurePermission.VAULT_ROLE + "\"", AzurePermission.HSM_ROLE);
        assertThat(Files.readString(TERRAFORM))
                .contains(
                        "role_definition_name = \"" + AzurePermission.VAULT_ROLE + "\"\n  principal_id         = var");
        assertThat(AzurePermission.command("/subscriptions/s/vaults/v", "root", "principal"))
                .contains(AzurePermission.VAULT_ROLE, "/subscriptions/s/vaults/v/keys/root", "principal");
    }

    @Test
    void theSetUpGrantsTheRoleOfVaultOrManagedHsm() {
        assertThat(setUp("https://acme.vault.azure.net"))
                .contains("\"" + AzurePermission.VAULT_ROLE + "\"", "az keyvault show --name acme ", "/keys/root");
        assertThat(setUp("https://acme.managedhsm.azure.net"))
                .contains("\"" + AzurePermission.HSM_ROLE + "\"", "--hsm-name acme ", "--scope /keys/root");
    }

    private static String setUp(String vault) {
        return new AzureGuide()
                .steps(Map.of("vault", vault, "key", "root"), Optional.of("4711"))
                .getFirst()
                .text();
    }
}
