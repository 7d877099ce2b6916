package io.keywright.server.rest.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "*, *",
        "/kms/v1/sign, /kms/v1/sign",
        "/kms/v1/keys?alias=a;b/../c, /kms/v1/keys",
        "/kms/v1/ledger/tile/0/x001/234.p/5, /kms/v1/ledger/tile/0/x001/234.p/5",
        "/kms/v1/keys/alias/a:b, /kms/v1/keys/alias/a:b",
        "/kms/v1/keys/alias%3a, /kms/v1/keys/alias:",
        "/kms/v1/%73ign, /kms/v1/sign",
        "https://localhost:8443/kms/v1/sign?x, /kms/v1/sign",
        "HTTPS://[::1]/kms, /kms",
        "/health/kms, /kms/v1/health/kms",
        "/health/%6bms?x, /kms/v1/health/kms",
        "/admin/validate-kms, /kms/v1/admin/validate-kms",
        "/admin/status, /kms/v1/admin/status",
        "/health, /health",
        "/config, /config"
    })
    void readsAPathInOneWay(String target, String path) {
        assertThat(RequestTarget.read(target)).contains(new RequestTarget(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kms/v1/sign",
                "/kms/v1/sign;a=b",
                "/kms;x/v1/sign",
                "/kms/v1/sign%3ba=b",
                "/kms/v1/sign/",
                "/kms//v1/sign",
                "//kms/v1/sign",
                "//",
                "/kms/v1/../v1/sign",
                "/kms/v1/./sign",
                "/kms/v1/%2e%2E/sign",
                "/kms/v1/keys/alias/..",
                "/kms/v1%2fsign",
                "/kms/v1%5csign",
                "/kms/v1\\sign",
                "/kms/v1/sign%00",
                "/kms/v1/sign%0d%0a",
                "/kms/v1/sign%20",
                "/kms/v1/%2573ign",
                "/kms/v1/%c0%ae/sign",
                "/kms/v1/\u00e4",
                "/kms/v1/%c3%a4",
                "/kms/v1/%",
                "/kms/v1/%zz",
                "/kms/v1/sign#x",
                "/kms/v1/sign?%zz",
                "/kms/v1/sign?a b",
                "http://localhost/kms/v1/sign",
                "https://localhost",
                "https:///kms/v1/sign",
                "https://localhost//kms/v1/sign",
                "file:///etc/passwd"
            })
    void refusesWhatAnotherLibraryMayReadInAnotherWay(String target) {
        assertThat(RequestTarget.read(target)).isEmpty();
    }
}
