package io.keywright.providers.aws;

import static io.keywright.providers.aws.AwsFixture.fault;
import static io.keywright.providers.aws.AwsFixture.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is taken from the environment unless the operator says so, and nothing of the SDK loaded unless it is used. */
class NothingAmbientTest {

    private static final Map<String, String> AMBIENT = Map.of(
            "aws.accessKeyId", "AMBIENT", "aws.secretAccessKey", "ambient", "aws.endpointUrl", "http://127.0.0.1:9");

    @TempDir
    Path folder;

    private AwsWire wire;
    private AwsWire machine;

    @BeforeEach
    void start() throws Exception {
        wire = new AwsWire();
        machine = new AwsWire();
        AMBIENT.forEach(System::setProperty);
        System.setProperty("aws.ec2MetadataServiceEndpoint", machine.endpoint().toString());
    }

    @AfterEach
    void stop() {
        AMBIENT.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.ec2MetadataServiceEndpoint");
        wire.close();
        machine.close();
    }

    private AwsSettings settings(String credentials, Optional<Path> file) {
        return new AwsSettings(
                Optional.of(AwsFixture.REGION),
                Optional.of(wire.endpoint()),
                Optional.of(wire.endpoint()),
                Optional.of(AwsFixture.ARN),
                Optional.of(credentials),
                file,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Reason describing(AwsSettings settings) {
        try (AwsRootProvider provider = new AwsRootProvider("aws", settings)) {
            return fault(() -> provider.open(ProviderKeyReference.DEFAULT).describe(in(10_000)))
                    .reason();
        }
    }

    @Test
    void isReadInPlaceOfAFileThatIsMissing() {
        assertThat(describing(settings("file", Optional.of(folder.resolve("missing")))))
                .isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(wire.requests()).isEmpty();
        assertThat(machine.requests()).isEmpty();
    }

    @Test
    void isReadUnlessItIsAskedFor() {
        wire.does(AwsWire.fails(400, "NotFoundException"));
        assertThat(describing(settings("ambient", Optional.empty()))).isEqualTo(Reason.KEY_NOT_FOUND);
        assertThat(wire.requests()).hasSize(1);
        assertThat(machine.requests()).isEmpty();
    }

    @Test
    void saysWhereTheServiceIs() {
        AwsSettings plain = new AwsSettings(
                Optional.of(AwsFixture.REGION),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("file"),
                Optional.of(folder),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        try (AwsClients clients = new AwsClients(plain)) {
            assertThat(clients.kms().serviceClientConfiguration().endpointOverride())
                    .contains(URI.create("https://kms.eu-central-1.amazonaws.com"));
            assertThat(clients.sts().serviceClientConfiguration().endpointOverride())
                    .contains(URI.create("https://sts.eu-central-1.amazonaws.com"));
        }
    }

    @Test
    void ofAFileButWhatHoldsCredentialsCounts() throws Exception {
        Path file = AwsFixture.credentials(folder.resolve("credentials"), "AKIAEXAMPLE", AwsFixture.SECRET);
        Path program = folder.resolve("ran");
        Files.writeString(
                file,
                "[default]\ncredential_process = touch " + program + "\nsource_profile = other\nrole_arn = "
                        + AwsFixture.ROLE + "\n");
        assertThat(describing(settings("file", Optional.of(file)))).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(program).doesNotExist();
        for (String content : List.of("", "[other]\na = b\n", "nonsense", "x".repeat(70_000))) {
            Files.writeString(file, content);
            assertThat(describing(settings("file", Optional.of(file)))).isEqualTo(Reason.BAD_CREDENTIALS);
        }
        AwsFixture.credentials(file, "AKIAEXAMPLE", AwsFixture.SECRET);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(describing(settings("file", Optional.of(file)))).isEqualTo(Reason.BAD_CREDENTIALS);
        assertThat(wire.requests()).isEmpty();
    }

    @Test
    void ofTheSdkIsNeededForSettingsAndPermissions() throws Exception {
        List<URL> withoutSdk = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path", "").split(":", -1)) {
            if (!entry.contains("awssdk")) {
                withoutSdk.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(withoutSdk.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> probe = loader.loadClass(WithoutSdk.class.getName());
            assertThat(probe.getMethod("run").invoke(null)).isEqualTo("[]");
        }
    }

    /** What is done where the SDK is not there. */
    public static final class WithoutSdk {

        private WithoutSdk() {}

        public static String run() {
            new AwsPermissions(AwsFixture.ARN).keyPolicy(AwsFixture.ROLE);
            return new AwsSettings(
                            Optional.of(AwsFixture.REGION),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(AwsFixture.ARN),
                            Optional.of("ambient"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())
                    .faults()
                    .toString();
        }
    }
}
