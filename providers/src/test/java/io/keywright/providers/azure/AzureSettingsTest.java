package io.keywright.providers.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.providers.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureSettingsTest {

    private static AzureSettings at(String vault, Optional<URI> authority) {
        return new AzureSettings(
                Optional.of(URI.create(vault)),
                Optional.of("root"),
                authority,
                Optional.of("directory"),
                Optional.of("client"),
                Optional.of(Path.of("secret")),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    @Test
    void everyFaultIsToldAtOnceByThePropertyThatHasIt() {
        AzureSettings settings = new AzureSettings(
                Optional.empty(),
                Optional.of("root/0123456789abcdef0123456789abcdef"),
                Optional.of(URI.create("http://login.example.com")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
        assertThat(settings.faults())
                .allMatch(fault -> fault.advice().endsWith("."))
                .extracting(Fault::property)
                .containsExactly("vault", "key", "authority", "client-secret-file", "directory", "client-id");
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.vault.azure.net, , true",
        "https://acme.managedhsm.azure.net, , true",
        "https://acme.vault.usgovcloudapi.net, , true",
        "https://acme.example.com, , false",
        "https://acme.example.com, https://localhost:1, false",
        "http://acme.vault.azure.net, , false",
        "https://acme.vault.azure.net/, , false",
        "https://localhost:1, , false",
        "https://localhost:1, https://login.microsoftonline.com, false",
        "https://localhost:1, https://localhost:1, true"
    })
    void vaultsAreMicrosoftsUnlessTheAuthorityIsInThisMachineToo(String vault, URI authority, boolean taken) {
        assertThat(at(vault, Optional.ofNullable(authority)).faults().isEmpty()).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.vault.azure.net, https://vault.azure.net",
        "https://acme.managedhsm.azure.net, https://managedhsm.azure.net",
        "https://acme.vault.azure.cn, https://vault.azure.cn",
        "https://localhost:1, https://localhost:1"
    })
    void tokensAreForTheCloudOfTheVault(URI vault, String audience) {
        assertThat(new KeyId(vault, "root").audience()).isEqualTo(audience);
    }
}
