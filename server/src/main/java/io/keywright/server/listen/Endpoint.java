package io.keywright.server.listen;

import io.keywright.server.config.Faults;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.KeywrightConfig.Http;
import io.keywright.server.config.ListenerConfig;
import io.keywright.server.config.ManagementConfig;
import io.keywright.server.config.Misconfigured;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The addresses and the port to listen on.
 *
 * @param group of the properties that set them
 */
public record Endpoint(String group, String host, int port) {

    private static final String ADDRESSES = "set one of this machine's, or 0.0.0.0.";
    private static final int ANY_PORT = 0;
    private static final int HIGHEST_PORT = 65_535;

    /** Where callers are served. */
    public static Endpoint of(Http http) {
        return https(http.host(), http.port());
    }

    static Endpoint https(String host, int port) {
        return new Endpoint("keywright.http", host, port);
    }

    /** Where machines ask how the service is, if they may. */
    public static Optional<Endpoint> of(ManagementConfig management) {
        return of("keywright.management", management);
    }

    /** Where everybody finds out what authorities have revoked, if that is served. */
    public static Optional<Endpoint> ofRevocation(KeywrightConfig config) {
        return of("keywright.revocation", config.revocation());
    }

    /** Where those enroll that have no certificate, if they may. */
    public static Optional<Endpoint> ofEnrollment(KeywrightConfig config) {
        return of("keywright.enrollment", config.enrollment());
    }

    private static Optional<Endpoint> of(String group, ListenerConfig listener) {
        return listener.port().map(port -> new Endpoint(group, listener.host(), port));
    }

    /** Notes what would keep the service from listening wherever it is to. Leaves nothing behind. */
    public static void check(KeywrightConfig config, Faults faults) {
        List<Endpoint> all = Stream.of(
                        Optional.of(of(config.http())),
                        of(config.management()),
                        ofRevocation(config),
                        ofEnrollment(config))
                .flatMap(Optional::stream)
                .toList();
        for (int i = 0; i < all.size(); i++) {
            all.get(i).requireOther(all.subList(0, i), faults);
            all.get(i).check(faults);
        }
    }

    private void requireOther(List<Endpoint> others, Faults faults) {
        others.stream()
                .filter(other -> port != ANY_PORT && port == other.port())
                .forEach(other -> faults.add(name("port"), "must not be " + other.name("port") + "."));
    }

    /** The addresses of this machine that the host has. */
    public List<InetAddress> addresses() throws UnknownHostException {
        return OwnAddresses.of(host);
    }

    private void check(Faults faults) {
        if (port < ANY_PORT || port > HIGHEST_PORT) {
            faults.add(name("port"), "must be from 0, which takes any free port, to " + HIGHEST_PORT + ".");
            return;
        }
        try {
            check(addresses(), faults);
        } catch (UnknownHostException e) {
            faults.add(name("host"), "there is no address '" + host + "'; " + ADDRESSES);
        }
    }

    /** The same, where {@code own} are the addresses of this machine that the host has. */
    void check(List<InetAddress> own, Faults faults) {
        if (own.isEmpty()) {
            faults.add(name("host"), host + " is no address of this machine; " + ADDRESSES);
        }
        for (InetAddress address : own) {
            try {
                OwnAddresses.requireFree(address, port);
            } catch (IOException e) {
                faults.add(name("port"), cannotListen(address, e));
            }
        }
    }

    /** What an operator is told if another program was faster. */
    public Misconfigured taken(InetAddress address, Throwable cause) {
        return new Misconfigured(List.of(name("port") + ": " + cannotListen(address, cause)));
    }

    private String name(String property) {
        return group + "." + property;
    }

    private String cannotListen(InetAddress address, Throwable cause) {
        return "cannot listen on port " + port + " of " + NetUtil.toAddressString(address) + " (" + cause.getMessage()
                + "). Stop what uses it, or set another.";
    }
}
