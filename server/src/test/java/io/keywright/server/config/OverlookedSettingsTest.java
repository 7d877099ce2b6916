package io.keywright.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator has set counts, or is named; nothing is passed over. */
class OverlookedSettingsTest {

    private static final int ORDINAL = 300;

    @TempDir
    Path folder;

    private static String found(ConfigSource source) {
        Faults faults = new Faults();
        new OverlookedSettings(faults)
                .check(new SmallRyeConfigBuilder().withSources(source).build());
        return String.valueOf(faults.asMisconfigured().getMessage());
    }

    private static String inEnvironment(String name) {
        return found(new EnvConfigSource(Map.of(name, "2"), ORDINAL));
    }

    private String inFile(String text, Charset charset) throws IOException {
        Path file = Files.writeString(folder.resolve("keywright.properties"), text, charset);
        return found(new PropertiesConfigSource(file.toUri().toURL()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEYWRIGHT_APPROVALS_QUORUMM", "KEYWRIGHT_APPROVAL_QUORUM", "KEYWRIGHT_APPROVALS_QOURUM"})
    void aVariableThatIsNearlyAProperty(String name) {
        assertThat(inEnvironment(name))
                .contains(name + ": there is no such property; write KEYWRIGHT_APPROVALS_QUORUM ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEYWRIGHT_APPROVALS_QUORUM",
                "KEYWRIGHT_URL",
                "KEYWRIGHT_CA",
                "KEYWRIGHT_AS",
                "KEYWRIGHT_KEY",
                "KEYWRIGHT_SERVICE_HOST",
                "KEYWRIGHT_PORT_8443_TCP",
                "KEYWRIGHT_IDENTITY_JWT_ISSUERS_ACME_URL",
                "OTHER_APPROVALS_QUORUMM"
            })
    void aVariableThatIsAPropertyOrMeantForOthers(String name) {
        assertThat(inEnvironment(name)).doesNotContain(name);
    }

    @Test
    void aFileWithAByteOrderMark() throws IOException {
        assertThat(inFile("\uFEFFkeywright.approvals.quorum=2\r\n", StandardCharsets.UTF_8))
                .contains("keywright.approvals.quorum: stands in a file that is not plain UTF-8");
    }

    @Test
    void aFileInUtf16() throws IOException {
        assertThat(inFile("# ours\nkeywright.approvals.quorum=2\n", StandardCharsets.UTF_16))
                .contains("keywright.approvals.quorum");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"keywright.tls.certificate", "keywright.tls.certificate=", "keywright.tls.certificate = \r\n"})
    void aLineThatIsHalfASetting(String line) throws IOException {
        assertThat(inFile(line, StandardCharsets.UTF_8)).contains("keywright.tls.certificate: has no value");
    }

    @Test
    void aFileOfAnotherSystemIsReadAsItIs() throws IOException {
        assertThat(inFile("# ours\r\nkeywright.approvals.quorum = 2\r\nother=\r\n", StandardCharsets.UTF_8))
                .doesNotContain("keywright.approvals", "other");
    }
}
