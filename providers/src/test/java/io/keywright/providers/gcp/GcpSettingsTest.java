package io.keywright.providers.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.providers.Fault;
import java.net.URI;
import java.nio.file.Path;
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
        assertThat(settings.faults())
                .allMatch(fault -> fault.advice().endsWith("."))
                .extracting(Fault::property)
                .containsExactly("key", "endpoint", "identity-endpoint", "credentials-file");
    }

    @Test
    void ambientCredentialsAndAFileAreOneTooMany() {
        GcpSettings settings = new GcpSettings(
                Optional.of(KEY), Optional.empty(), Optional.empty(), true, Optional.of(Path.of("account.json")));
        assertThat(settings.faults())
                .singleElement()
                .isEqualTo(new Fault(
                        "credentials-file", "must not be set when credentials are ambient: remove one of the two."));
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
        assertThat(at(endpoint).faults()).extracting(Fault::property).containsExactly("endpoint");
    }
}
