package io.keywright.providers.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import io.keywright.providers.Ambience;
import io.keywright.testkit.provider.gcp.GcpKms;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is taken from the environment, the home or the machine unless the operator says so. */
class NothingAmbientTest {

    private static final String AMBIENT = "ambient";

    @TempDir
    Path folder;

    private GcpKms kms;
    private String key;
    private Ambience machine;
    private Path credentials;

    @BeforeEach
    void start() throws Exception {
        kms = GcpKms.start();
        key = kms.createKey("root");
        machine = new Ambience();
        credentials = kms.writeCredentials(folder.resolve("account.json"));
        Path wellKnown = folder.resolve(".config/gcloud");
        Files.createDirectories(wellKnown);
        kms.writeCredentials(wellKnown.resolve("application_default_credentials.json"));
    }

    @AfterEach
    void stop() {
        machine.close();
        kms.close();
    }

    private List<String> described(String credentialsFile) throws Exception {
        return machine.run(
                Describing.class,
                folder,
                Map.of(
                        "GOOGLE_APPLICATION_CREDENTIALS", credentials.toString(),
                        "GCE_METADATA_HOST", machine.address()),
                key,
                kms.endpoint().toString(),
                credentialsFile);
    }

    @Test
    void isReadInPlaceOfAFileThatIsMissingOrBesideOneThatIsThere() throws Exception {
        assertThat(described(folder.resolve("missing").toString())).containsExactly("BAD_CREDENTIALS");
        assertThat(kms.calls()).isZero();
        assertThat(described(credentials.toString())).containsExactly("works");
        assertThat(machine.requests()).isEmpty();
    }

    @Test
    void isTheMachinesWordUnlessTheOperatorSaysSo() throws Exception {
        assertThat(described(AMBIENT)).hasSize(1).doesNotContain("works");
        assertThat(machine.requests()).anyMatch(path -> path.contains("/service-accounts/default/token"));
        assertThat(kms.calls()).isZero();
    }

    /** Describes a key, in a process of its own. */
    public static final class Describing {

        private Describing() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println(described(arguments[0], URI.create(arguments[1]), arguments[2]));
            System.exit(0);
        }

        private static String described(String key, URI endpoint, String credentials) {
            boolean ambient = credentials.equals(AMBIENT);
            GcpSettings settings = new GcpSettings(
                    Optional.of(key),
                    Optional.of(endpoint),
                    Optional.of(endpoint),
                    ambient,
                    ambient ? Optional.empty() : Optional.of(Path.of(credentials)));
            try (GcpRootProvider provider = new GcpRootProvider("gcp", settings)) {
                provider.open(ProviderKeyReference.DEFAULT).describe(Deadline.in(Duration.ofSeconds(10)));
                return "works";
            } catch (RootProviderException e) {
                return e.reason().name();
            }
        }
    }
}
