package io.keywright.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.config.ProvidersReader.Configured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Terraform puts out can be pasted into the configuration as it is, whichever credentials were chosen. */
class TerraformOutputTest {

    private static final Path MODULES = Path.of("..", "deploy", "terraform");
    private static final Pattern CHOICES = Pattern.compile("credentials = \\{(.*?)\n  }\n", Pattern.DOTALL);
    private static final Pattern CHOICE =
            Pattern.compile("(?m)^    ([a-z-]+) = \\[(.*?)^    ]", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern VALUE = Pattern.compile("value = join(.*?)\n}", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("\"\\$\\{local\\.provider}\\.([a-z-]+)=([^\"]*)");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{.*");

    @TempDir
    Path folder;

    /** What the cloud would have answered. */
    private Map<String, String> answers() throws IOException {
        String file = Files.writeString(folder.resolve("credentials"), "x").toString();
        Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw-------"));
        String id = "01a2005d-4198-7000-8eda-ac6365cf358f";
        return Map.ofEntries(
                Map.entry("${var.credentials_path}", file),
                Map.entry("${data.aws_region.current.name}", "eu-central-1"),
                Map.entry("${aws_kms_key.root.arn}", "arn:aws:kms:eu-central-1:111122223333:key/" + id),
                Map.entry("${aws_iam_role.keywright.arn}", "arn:aws:iam::111122223333:role/keywright"),
                Map.entry("${var.external_id}", "acme"),
                Map.entry(
                        "${google_kms_crypto_key.root.id}",
                        "projects/acme-prod/locations/europe-west3/keyRings/keywright/cryptoKeys/root"),
                Map.entry("${azurerm_key_vault_key.root.name}", "root"),
                Map.entry("${trimsuffix(azurerm_key_vault.keywright.vault_uri, ", "https://kw.vault.azure.net"),
                Map.entry("${data.azurerm_client_config.current.tenant_id}", id),
                Map.entry("${var.client_id}", id));
    }

    @ParameterizedTest
    @CsvSource({
        "aws-kms,  AWS,   file",
        "aws-kms,  AWS,   ambient",
        "gcp-kms,  GCP,   file",
        "gcp-kms,  GCP,   ambient",
        "azure-kv, AZURE, secret",
        "azure-kv, AZURE, certificate",
        "azure-kv, AZURE, token"
    })
    void isTheWholeConfigurationOfTheProvider(String module, ProviderType type, String credentials) throws Exception {
        String outputs = Files.readString(MODULES.resolve(module).resolve("outputs.tf"));
        Map<String, String> lines = new HashMap<>();
        lines.putAll(lines(found(VALUE, outputs)));
        lines.putAll(lines(Objects.requireNonNull(choices(outputs).get(credentials))));
        assertThat(lines).containsEntry("keywright.providers.cloud.type", type.wireName());

        lines.put("keywright.data", "data");
        lines.put("keywright.profile", "development");
        KeywrightConfig config = ConfigurationReader.read(lines, new Faults());
        List<Configured> providers = ProvidersReader.read(config);
        assertThat(providers)
                .filteredOn(provider -> provider.name().equals("cloud"))
                .hasSize(1);
    }

    private static Map<String, String> choices(String outputs) {
        return CHOICE.matcher(found(CHOICES, outputs))
                .results()
                .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2)));
    }

    private static String found(Pattern pattern, String text) {
        return pattern.matcher(text).results().findFirst().orElseThrow().group(1);
    }

    private Map<String, String> lines(String text) throws IOException {
        Map<String, String> answers = answers();
        return LINE.matcher(text)
                .results()
                .collect(Collectors.toMap(
                        line -> "keywright.providers.cloud." + line.group(1),
                        line -> EXPRESSION.matcher(line.group(2)).matches()
                                ? Objects.requireNonNull(answers.get(line.group(2)))
                                : line.group(2)));
    }
}
