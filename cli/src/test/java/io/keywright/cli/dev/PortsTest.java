package io.keywright.cli.dev;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aPortInUseAtAnyAddressIsNamedAndTheWayOutToo() throws IOException {
        for (InetAddress address : InetAddress.getAllByName("localhost")) {
            try (ServerSocket taken = new ServerSocket(0, 1, address)) {
                assertThatThrownBy(() -> Ports.requireFree(taken.getLocalPort()))
                        .isInstanceOf(CommandFailed.class)
                        .hasMessageContaining("Port " + taken.getLocalPort())
                        .hasMessageContaining("--port");
            }
        }
    }

    @Test
    void aPortThatNobodyUsesAnyMoreIsFree() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            port = taken.getLocalPort();
        }
        assertThatCode(() -> Ports.requireFree(port)).doesNotThrowAnyException();
    }

    @Test
    void zeroStandsForAnyFreePort() {
        assertThatCode(() -> Ports.requireFree(0)).doesNotThrowAnyException();
    }
}
