package io.keywright.server.management;

import io.keywright.server.config.ManagementConfig;
import io.keywright.server.listen.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * The management port: how the process stands, for probes without a certificate, and its metrics if the operator wants them
 * there. It listens before anything else of the service is there, so there is one of each process.
 */
public final class Management implements AutoCloseable {

    private static final Management OF_PROCESS = new Management(new Standing(), new Scrape());

    private final Standing standing;
    private final Scrape scrape;
    private final List<ManagementListener> listeners = new ArrayList<>();

    Management(Standing standing, Scrape scrape) {
        this.standing = standing;
        this.scrape = scrape;
    }

    /** That of this process. */
    public static Management ofProcess() {
        return OF_PROCESS;
    }

    public Standing standing() {
        return standing;
    }

    public Scrape scrape() {
        return scrape;
    }

    /**
     * Listens, if it is to, until the process ends.
     *
     * @throws io.keywright.server.config.Misconfigured if it cannot
     */
    public void listen(ManagementConfig config) {
        Endpoint.of(config).ifPresent(endpoint -> listen(endpoint, new Paths(standing, scrape, config.metrics())));
    }

    private void listen(Endpoint endpoint, Paths paths) {
        int port = endpoint.port();
        for (InetAddress address : addresses(endpoint)) {
            try {
                ManagementListener listener = ManagementListener.open(address, port, paths);
                listeners.add(listener);
                port = listener.port();
            } catch (IOException e) {
                throw endpoint.taken(address, e);
            }
        }
    }

    private static List<InetAddress> addresses(Endpoint endpoint) {
        try {
            return endpoint.addresses();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("there was an address of " + endpoint.host() + " a moment ago", e);
        }
    }

    /** Where it listens, for the log; {@code -} if nowhere. */
    public String addresses() {
        return listeners.isEmpty()
                ? "-"
                : String.join(
                        ",", listeners.stream().map(ManagementListener::address).toList());
    }

    @Override
    public void close() {
        listeners.forEach(ManagementListener::close);
        listeners.clear();
    }
}
