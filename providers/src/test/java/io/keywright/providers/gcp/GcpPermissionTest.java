package io.keywright.providers.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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

    private static java.util.List<String> named(String text) {
        return PERMISSION.matcher(text).results().map(MatchResult::group).toList();
    }
}
