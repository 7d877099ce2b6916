package io.keywright.providers.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.providers.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsSettingsTest {

    private static final Map<String, String> WHOLE = Map.of(
            "region",
            AwsFixture.REGION,
            "key",
            AwsFixture.ARN,
            "credentials",
            "file",
            "credentials-file",
            "credentials");

    private static AwsSettings of(Map<String, String> set) {
        return new AwsSettings(
                get(set, "region"),
                get(set, "endpoint").map(URI::create),
                get(set, "sts-endpoint").map(URI::create),
                get(set, "key"),
                get(set, "credentials"),
                get(set, "credentials-file").map(Path::of),
                get(set, "profile"),
                get(set, "web-identity-token-file").map(Path::of),
                get(set, "role"),
                get(set, "external-id"),
                get(set, "session-name"));
    }

    private static Optional<String> get(Map<String, String> set, String property) {
        return Optional.ofNullable(set.get(property)).filter(value -> !value.isEmpty());
    }

    private static List<String> faultyWith(String... changes) {
        Map<String, String> set = new HashMap<>(WHOLE);
        for (int i = 0; i < changes.length; i += 2) {
            set.put(changes[i], changes[i + 1]);
        }
        return of(set).faults().stream().map(Fault::property).toList();
    }

    @Test
    void areWholeWithTheLeast() {
        assertThat(faultyWith()).isEmpty();
        assertThat(faultyWith("credentials", "ambient", "credentials-file", "")).isEmpty();
        assertThat(faultyWith(
                        "credentials",
                        "web-identity",
                        "credentials-file",
                        "",
                        "web-identity-token-file",
                        "token",
                        "role",
                        AwsFixture.ROLE))
                .isEmpty();
        assertThat(faultyWith(
                        "role", AwsFixture.ROLE, "external-id", "acme-1", "profile", "kw", "session-name", "kw-1"))
                .isEmpty();
    }

    @Test
    void nameEveryFaultAtOnce() {
        assertThat(of(Map.of("endpoint", "ftp://x", "key", "my-key", "external-id", "x", "session-name", "a b"))
                        .faults())
                .extracting(Fault::property)
                .containsExactly(
                        "region", "endpoint", "key", "credentials", "external-id", "external-id", "session-name");
    }

    @Test
    void sayWhatToDo() {
        assertThat(of(Map.of("region", "eu-west-1", "key", AwsFixture.ARN, "credentials", "ambient"))
                        .faults())
                .containsExactly(
                        new Fault("key", "is of another region than the provider; set region to eu-central-1."));
    }

    @Test
    void doNotGuessWhereCredentialsComeFrom() {
        assertThat(faultyWith("credentials", "")).containsExactly("credentials");
        assertThat(faultyWith("credentials-file", "")).containsExactly("credentials-file");
        assertThat(faultyWith("credentials", "ambient")).containsExactly("credentials-file");
        assertThat(faultyWith("credentials", "web-identity"))
                .containsExactly("credentials-file", "web-identity-token-file", "role");
        assertThat(faultyWith("credentials", "ambient", "credentials-file", "", "profile", "x"))
                .containsExactly("profile");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://kms.example", "https://user:pass@kms.example", "https://kms.example?x=1", "https:///x"})
    void takeNoEndpointThatWouldSendKeysInTheClearOrElsewhere(String endpoint) {
        assertThat(faultyWith("endpoint", endpoint)).containsExactly("endpoint");
        assertThat(faultyWith("sts-endpoint", endpoint)).containsExactly("sts-endpoint");
    }

    @Test
    void withFaultsMakeNoProvider() {
        assertThatThrownBy(() -> new AwsRootProvider("aws", of(Map.of()))).isInstanceOf(IllegalArgumentException.class);
    }
}
