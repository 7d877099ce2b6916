package io.keywright.server.listen;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** The addresses of this machine that a host name has, which are the ones to listen on. */
final class OwnAddresses {

    private static final int ANY_PORT = 0;

    private OwnAddresses() {}

    /**
     * Those that {@code host} has, in the resolver's order. Addresses that this machine lacks are left out, as {@code ::1} is
     * where IPv6 is off.
     *
     * @throws UnknownHostException if there is no such host
     */
    static List<InetAddress> of(String host) throws UnknownHostException {
        return among(Stream.of(InetAddress.getAllByName(host)));
    }

    /** Those of {@code addresses} on which this machine can listen. */
    static List<InetAddress> among(Stream<InetAddress> addresses) {
        return addresses.distinct().filter(OwnAddresses::isOwn).toList();
    }

    /** An address that takes no port at all is another machine's. */
    private static boolean isOwn(InetAddress address) {
        try {
            requireFree(address, ANY_PORT);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Passes if a server can listen there: as servers do it, a port on which only old connections linger is free.
     *
     * @throws IOException if it cannot, with the reason
     */
    static void requireFree(InetAddress address, int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        }
    }
}
