package io.keywright.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody makes this service connect to where only it can: webhooks go to public addresses, and by HTTPS alone. */
@Served
class ServerSideRequestIT {

    private final Kms kms;

    ServerSideRequestIT(Installation server) {
        this.kms = server.asNewTenant();
    }

    private void refused(String url) {
        Refusal.of(kms.post("/subscriptions", Body.of("url", url)), 400, "INVALID_REQUEST", "target_not_allowed");
        assertThat(kms.get("/subscriptions").json().path("subscriptions")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "169.254.169.254",
                "169.254.0.1",
                "100.64.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "198.18.0.1",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "127.1",
                "2130706433",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:a9fe:a9fe]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b::a9fe:a9fe]",
                "[2002:7f00:1::]",
                "[2001::1]",
                "[2001:db8::1]",
                "[fe80::1]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[ff02::1]",
                "[fec0::1]"
            })
    void anAddressThatIsNotPublic(String host) {
        refused("https://" + host + "/");
        refused("https://" + host + ":8443/latest/meta-data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://1.1.1.1/",
                "ftp://1.1.1.1/",
                "file:///etc/passwd",
                "https:///",
                "https://",
                "//1.1.1.1/",
                "https://user@1.1.1.1/",
                "https://1.1.1.1/#x",
                "https://no such name/",
                "https://nobody.invalid/",
                "https://0x7f.0.0.1/",
                "https://1.1.1.1:65536/",
                "https://1.1.1.1:0/",
                "nonsense"
            })
    void aUrlThatIsNone(String url) {
        refused(url);
    }
}
