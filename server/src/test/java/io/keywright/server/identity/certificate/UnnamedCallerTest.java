package io.keywright.server.identity.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in certificates that are no caller's: each is told why, and none is repeated. */
class UnnamedCallerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://example.test/module/M | does not begin with spiffe://",
                "spiffe://cluster.local/ns/default/sa/app | has a path of another form",
                "spiffe://d/tenant/acme/env/dev/module/M | has a path of another form",
                "spiffe://d/tenant/acme/env/dev/plane/tenant/module/M/more | has a path of another form",
                "spiffe://D/module/M | its trust domain",
                "spiffe:///module/M | its trust domain",
                "spiffe://d/tenant/acme/env/production/plane/tenant/module/M | its env is none of dev, staging, prod",
                "spiffe://d/tenant/acme/env/dev/plane/moon/module/M | its plane is none of laptop, tenant, product, shared",
                "spiffe://d/tenant/GLOBAL/env/dev/plane/tenant/module/M | GLOBAL",
                "spiffe://d/tenant/a%20b/env/dev/plane/tenant/module/M | its tenant or module",
                "spiffe://d/module/ | its module"
            })
    void itIsSaidWhatIsWrong(String uri, String said) {
        assertThat(SpiffeIdentity.parse(uri)).isEmpty();
        assertThat(UnnamedCaller.reason(List.of(uri)))
                .contains(said)
                .doesNotContain(uri, "cluster.local", "production", "moon", "a%20b");
    }

    @Test
    void thereIsOneName() {
        assertThat(UnnamedCaller.reason(List.of())).contains("no SAN URI");
        assertThat(UnnamedCaller.reason(List.of("spiffe://d/module/A", "spiffe://d/module/B")))
                .contains("2 SAN URIs");
    }
}
