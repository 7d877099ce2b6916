package io.keywright.providers.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import io.keywright.providers.Ambience;
import io.keywright.testkit.provider.azure.AzureKeyVault;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is taken from the environment or the machine unless the operator says so. */
class NothingAmbientTest {

    private static final String AMBIENT = "ambient";

    @TempDir
    Path folder;

    private AzureKeyVault vault;
    private Ambience machine;
    private Path secret;
    private Path trust;

    @BeforeEach
    void start() throws Exception {
        vault = AzureKeyVault.start();
        vault.createAesKey("root");
        machine = new Ambience();
        secret = vault.writeSecret(folder.resolve("secret"));
        trust = vault.writeTrust(folder.resolve("trust.pem"));
    }

    @AfterEach
    void stop() {
        machine.close();
        vault.close();
    }

    private List<String> described(String credentials) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AZURE_TENANT_ID",
                AzureKeyVault.DIRECTORY,
                "AZURE_CLIENT_ID",
                AzureKeyVault.CLIENT_ID,
                "AZURE_CLIENT_SECRET",
                Files.readString(secret).strip(),
                "AZURE_AUTHORITY_HOST",
                vault.address().toString(),
                "IDENTITY_ENDPOINT",
                "http://" + machine.address() + "/msi/token",
                "IDENTITY_HEADER",
                "header",
                "HTTP_PROXY",
                "http://" + machine.address(),
                "HTTPS_PROXY",
                "http://" + machine.address()));
        return machine.run(
                Describing.class, folder, environment, vault.address().toString(), trust.toString(), credentials);
    }

    @Test
    void isReadInPlaceOfAFileThatIsMissingOrBesideOneThatIsThere() throws Exception {
        assertThat(described(folder.resolve("missing").toString())).containsExactly("BAD_CREDENTIALS");
        assertThat(vault.requests()).isEmpty();
        assertThat(described(secret.toString())).containsExactly("works");
        assertThat(machine.requests()).isEmpty();
    }

    @Test
    void isTheMachinesWordUnlessTheOperatorSaysSo() throws Exception {
        assertThat(described(AMBIENT)).hasSize(1).doesNotContain("works");
        assertThat(machine.requests()).anyMatch(path -> path.startsWith("/msi/token"));
    }

    /** Describes a key, in a process of its own. */
    public static final class Describing {

        private Describing() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println(described(URI.create(arguments[0]), Path.of(arguments[1]), arguments[2]));
            System.exit(0);
        }

        private static String described(URI vault, Path trust, String credentials) {
            boolean ambient = credentials.equals(AMBIENT);
            AzureSettings settings = new AzureSettings(
                    Optional.of(vault),
                    Optional.of("root"),
                    Optional.of(vault),
                    Optional.of(AzureKeyVault.DIRECTORY),
                    ambient ? Optional.empty() : Optional.of(AzureKeyVault.CLIENT_ID),
                    ambient ? Optional.empty() : Optional.of(Path.of(credentials)),
                    Optional.empty(),
                    Optional.empty(),
                    ambient,
                    Optional.of(trust));
            try (AzureRootProvider provider = new AzureRootProvider("azure", settings)) {
                provider.open(ProviderKeyReference.DEFAULT).describe(Deadline.in(Duration.ofSeconds(20)));
                return "works";
            } catch (RootProviderException e) {
                return e.reason().name();
            }
        }
    }
}
