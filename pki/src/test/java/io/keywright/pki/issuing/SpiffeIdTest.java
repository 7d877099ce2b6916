package io.keywright.pki.issuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpiffeIdTest {

    @Test
    void aTenantsModuleIsNamedByItsScope() {
        assertThat(SpiffeId.ofTenant("example.org", "t:1", "prod", "shared", "M7"))
                .hasToString("spiffe://example.org/tenant/t:1/env/prod/plane/shared/module/M7");
    }

    @Test
    void aModuleOfThePlatformHasNoTenant() {
        assertThat(SpiffeId.ofPlatform("example.org", "operator")).hasToString("spiffe://example.org/module/operator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a b", "a%2Fb", "ä", "a?b", "a#b"})
    void aSegmentThatWouldChangeTheFormIsRefused(String segment) {
        assertThatThrownBy(() -> SpiffeId.ofPlatform("example.org", segment))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Example.org", "example.org:443", "user@example.org", "a/b"})
    void aTrustDomainIsLowerCaseWithoutPortAndUser(String trustDomain) {
        assertThatThrownBy(() -> SpiffeId.ofPlatform(trustDomain, "M7")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherSchemeIsNoSpiffeId() {
        assertThatThrownBy(() -> new SpiffeId(URI.create("https://example.org/module/M7")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
