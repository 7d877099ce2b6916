package io.keywright.server.listen;

import io.keywright.server.config.Faults;
import io.keywright.server.config.KeywrightConfig.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** The address and port to listen on. */
public final class Endpoint {

    private static final String HOST = "keywright.http.host";
    private static final String PORT = "keywright.http.port";
    private static final String ADDRESSES = "set one of this machine's, or 0.0.0.0.";
    private static final int HIGHEST_PORT = 65_535;

    private Endpoint() {}

    /** Notes what would keep the service from listening there. Leaves nothing behind. */
    public static void check(Http http, Faults faults) {
        int port = http.port();
        if (port < 0 || port > HIGHEST_PORT) {
            faults.add(PORT, "must be from 0, which takes any free port, to " + HIGHEST_PORT + ".");
            return;
        }
        try {
            check(InetAddress.getByName(http.host()), http, faults);
        } catch (UnknownHostException e) {
            faults.add(HOST, "there is no address '" + http.host() + "'; " + ADDRESSES);
        }
    }

    /** An address that takes no port at all is another machine's. */
    private static void check(InetAddress address, Http http, Faults faults) {
        try {
            bind(new InetSocketAddress(address, 0));
        } catch (IOException e) {
            faults.add(HOST, http.host() + " is no address of this machine (" + e.getMessage() + "); " + ADDRESSES);
            return;
        }
        try {
            bind(new InetSocketAddress(address, http.port()));
        } catch (IOException e) {
            faults.add(
                    PORT,
                    "cannot listen on port " + http.port() + " of " + http.host() + " (" + e.getMessage()
                            + "). Stop what uses it, or set another.");
        }
    }

    /** As servers do it: a port on which only old connections linger is free. */
    private static void bind(InetSocketAddress address) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
        }
    }
}
