package io.keywright.providers.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcpSettingsTest {

    private static final String KEY = "projects/acme-prod/locations/europe-west3/keyRings/keywright/cryptoKeys/root";

    private static GcpSettings at(String endpoint) {
        return new GcpSettings(
                Optional.of(KEY),
                Optional.of(URI.create(endpoint)),
                Optional.empty(),
                false,
                Optional.of(Path.of("account.json")));
    }

    @Test
    void everyFaultIsToldAtOnceByThePropertyThatHasIt() {
        GcpSettings settings = new GcpSettings(
                Optional.empty(),
                Optional.of(URI.create("http://kms.example.com")),
                Optional.of(URI.create("ftp://example.com")),
                false,
                Optional.empty());
        List<String> faults = settings.faults();
        assertThat(faults).hasSize(4);
        assertThat(faults.get(0)).startsWith("key must").contains("cryptoKeys");
        assertThat(faults.get(1)).startsWith("endpoint must");
        assertThat(faults.get(2)).startsWith("identity-endpoint must");
        assertThat(faults.get(3)).startsWith("credentials-file is missing");
    }

    @Test
    void ambientCredentialsAndAFileAreOneTooMany() {
        GcpSettings settings = new GcpSettings(
                Optional.of(KEY), Optional.empty(), Optional.empty(), true, Optional.of(Path.of("account.json")));
        assertThat(settings.faults()).singleElement().asString().startsWith("credentials-file must not be set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cloudkms.googleapis.com",
                "https://cloudkms.europe-west3.rep.googleapis.com/",
                "http://127.0.0.1:8080",
                "http://localhost:8080"
            })
    void endpointsThatKeepSecretsAreTaken(String endpoint) {
        assertThat(at(endpoint).faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://cloudkms.googleapis.com",
                "http://127.0.0.1.example.com",
                "https://user:word@cloudkms.googleapis.com",
                "https://cloudkms.googleapis.com/v1",
                "https://cloudkms.googleapis.com?x",
                "cloudkms.googleapis.com"
            })
    void othersAreNot(String endpoint) {
        assertThat(at(endpoint).faults()).singleElement().asString().startsWith("endpoint must");
    }
}
