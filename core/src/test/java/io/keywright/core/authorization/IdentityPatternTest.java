package io.keywright.core.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityPatternTest {

    @ParameterizedTest
    @CsvSource({
        "spiffe://a.example/tenant/*/env/prod/plane/*/module/app, acme, true",
        "spiffe://a.example/tenant/acme/env/prod/plane/*/module/app, acme, true",
        "spiffe://a.example/tenant/ac*/env/prod/plane/*/module/app, acme, true",
        "spiffe://a.example/tenant/bob/env/prod/plane/*/module/app, acme, false",
        "spiffe://a.example/module/root, acme, false",
    })
    void tellsWhetherItCanNameIdentitiesOfATenant(String pattern, String tenant, boolean may) {
        assertThat(IdentityPattern.parse(pattern).mayBeOf(tenant)).isEqualTo(may);
    }

    @Test
    void whatNamesNoTenantIsOfThePlatform() {
        assertThat(IdentityPattern.parse("spiffe://a.example/module/root").ofPlatform())
                .isTrue();
        assertThat(IdentityPattern.parse("spiffe://a.example/tenant/*/module/root")
                        .ofPlatform())
                .isFalse();
    }
}
