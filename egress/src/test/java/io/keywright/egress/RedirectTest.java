package io.keywright.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.network.Network;
import io.keywright.egress.EgressException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Redirects lead nowhere unless asked to, and never to where a request could not have gone by itself. */
class RedirectTest {

    private static final Duration WHOLE = Duration.ofSeconds(5);

    private static Reply send(Request request, int redirects) throws Exception {
        AddressRule loopback = new PublicAddresses(List.of(Network.parse("127.0.0.0/8"), Network.parse("::1")));
        Limits limits = new Limits(WHOLE, WHOLE, 1000, 10, 1000, redirects);
        try (Egress egress = new Egress(new GuardedLookup(loopback), SSLContext.getDefault(), limits)) {
            return egress.send(request);
        }
    }

    private static Request get(RawServer server) {
        return Request.get(Target.parse(server.url("/")), Map.of("Authorization", "Bearer secret"));
    }

    private static RawServer leadingTo(String location) {
        return RawServer.saying("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void isNotFollowedUnlessAsked() throws Exception {
        try (RawServer server = leadingTo("/elsewhere")) {
            assertThat(send(get(server), 0).status()).isEqualTo(302);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void isFollowedSoManyTimesAndTellsNobodyItsHeaders() throws Exception {
        try (RawServer server = leadingTo("/elsewhere")) {
            assertThat(send(get(server), 2).status()).isEqualTo(302);
            assertThat(server.requests()).hasSize(3);
            assertThat(server.requests().getFirst()).contains("Bearer secret");
            assertThat(server.requests().getLast())
                    .startsWith("GET /elsewhere ")
                    .doesNotContain("Bearer");
        }
    }

    @Test
    void isFollowedByGetAlone() throws Exception {
        try (RawServer server = leadingTo("/elsewhere")) {
            Request post = Request.post(Target.parse(server.url("/")), Map.of(), new byte[1]);
            assertThat(send(post, 2).status()).isEqualTo(302);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void leadsToNoAddressThatIsNotAllowed() throws Exception {
        try (RawServer server = leadingTo("http://169.254.169.254/latest/meta-data")) {
            assertThatThrownBy(() -> send(get(server), 1)).hasMessage(Reason.NO_ADDRESS.name());
        }
        try (RawServer server = leadingTo("file:///etc/passwd")) {
            assertThatThrownBy(() -> send(get(server), 1)).hasMessage(Reason.BROKEN.name());
        }
    }
}
