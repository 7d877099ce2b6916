package io.keywright.server.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.server.config.Faults;
import io.keywright.server.config.Misconfigured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every address of a host must be free, those that this machine lacks aside; what is wrong is blamed on the right property. */
class EndpointTest {

    private static final InetAddress ONE = address("127.0.0.2");
    private static final InetAddress OTHER = address("127.0.0.3");
    /** RFC 5737: nobody's. */
    private static final InetAddress ELSEWHERE = address("192.0.2.1");

    private final Faults faults = new Faults();

    @Test
    void addressesThatThisMachineLacksAreLeftOut() {
        assertThat(OwnAddresses.among(Stream.of(ONE, ELSEWHERE, OTHER, ONE))).containsExactly(ONE, OTHER);
    }

    @Test
    void aPortThatIsFreeAtAllAddressesIsNoFault() throws IOException {
        Endpoint.https("two", freePort()).check(List.of(ONE, OTHER), faults);

        faults.throwIfAny();
    }

    @Test
    void aPortThatIsTakenAtOneOfThemIsBlamedOnThePort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, OTHER)) {
            Endpoint.https("two", taken.getLocalPort()).check(List.of(ONE, OTHER), faults);

            assertThatThrownBy(faults::throwIfAny)
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining(
                            "keywright.http.port: cannot listen on port " + taken.getLocalPort() + " of 127.0.0.3 (")
                    .hasMessageNotContaining("127.0.0.2");
        }
    }

    @Test
    void anotherMachinesAddressIsBlamedOnTheHost() {
        Endpoint.https("elsewhere", 8443).check(OwnAddresses.among(Stream.of(ELSEWHERE)), faults);

        assertThatThrownBy(faults::throwIfAny)
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("keywright.http.host: elsewhere is no address of this machine;")
                .hasMessageNotContaining("keywright.http.port");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, ONE)) {
            return free.getLocalPort();
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
