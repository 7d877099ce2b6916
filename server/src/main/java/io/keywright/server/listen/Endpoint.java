package io.keywright.server.listen;

import io.keywright.server.config.Faults;
import io.keywright.server.config.KeywrightConfig.Http;
import io.keywright.server.config.Misconfigured;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The addresses and the port to listen on. */
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
            check(http.host(), OwnAddresses.of(http.host()), port, faults);
        } catch (UnknownHostException e) {
            faults.add(HOST, "there is no address '" + http.host() + "'; " + ADDRESSES);
        }
    }

    /** The same, where {@code own} are the addresses of this machine that the host has. */
    static void check(String host, List<InetAddress> own, int port, Faults faults) {
        if (own.isEmpty()) {
            faults.add(HOST, host + " is no address of this machine; " + ADDRESSES);
        }
        for (InetAddress address : own) {
            try {
                OwnAddresses.requireFree(address, port);
            } catch (IOException e) {
                faults.add(PORT, cannotListen(address, port, e));
            }
        }
    }

    /** What an operator is told if another program was faster. */
    static Misconfigured taken(InetAddress address, int port, Throwable cause) {
        return new Misconfigured(List.of(PORT + ": " + cannotListen(address, port, cause)));
    }

    private static String cannotListen(InetAddress address, int port, Throwable cause) {
        return "cannot listen on port " + port + " of " + NetUtil.toAddressString(address) + " (" + cause.getMessage()
                + "). Stop what uses it, or set another.";
    }
}
