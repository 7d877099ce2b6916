package io.keywright.providers.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.providers.ProviderGuide;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GcpPermissionTest {

    private static final Pattern PERMISSION = Pattern.compile("cloudkms\\.[a-zA-Z]+\\.[a-zA-Z]+");
    private static final Path TERRAFORM = Path.of("..", "deploy", "terraform", "gcp-kms", "main.tf");
    private static final Path PAGE = Path.of("..", "docs", "setup", "GCP_SETUP.md");

    @Test
    void terraformPageAndCommandsGrantWhatTheAdapterUsesAndNothingElse() throws Exception {
        assertThat(named(Files.readString(TERRAFORM).replace("cloudkms.googleapis.com", "")))
                .containsExactlyElementsOf(GcpPermission.ofTheKey());
        String page = Files.readString(PAGE).replace("cloudkms.googleapis.com", "");
        assertThat(named(page)).hasSameElementsAs(GcpPermission.ofTheKey());
        assertThat(page)
                .contains(String.join(",", GcpPermission.ofTheKey()))
                .contains(GcpPermission.IMPERSONATE.wireName());
        String commands = GcpPermission.commands(
                "projects/acme-prod/locations/global/keyRings/r/cryptoKeys/k", "serviceAccount:someone");
        assertThat(commands).contains("projects/acme-prod/roles/keywrightRootKey", "serviceAccount:someone");
        assertThat(named(commands)).containsExactlyElementsOf(GcpPermission.ofTheKey());
    }

    @Test
    void theSetUpGrantsThemToo() {
        String key = "projects/acme-prod/locations/global/keyRings/r/cryptoKeys/k";
        List<ProviderGuide.Step> steps = new GcpGuide().steps(Map.of("key", key), Optional.empty());
        assertThat(steps).hasSize(1);
        assertThat(steps.getFirst().text())
                .isEqualTo(GcpPermission.commands(key, "serviceAccount:keywright@acme-prod.iam.gserviceaccount.com"));
    }

    private static List<String> named(String text) {
        return PERMISSION.matcher(text).results().map(MatchResult::group).toList();
    }
}
