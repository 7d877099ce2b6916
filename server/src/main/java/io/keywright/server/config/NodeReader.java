package io.keywright.server.config;

import io.keywright.core.node.NodeUrl;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what this node is called, and where it is. */
public final class NodeReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final String NOBODY = "localhost";

    private NodeReader() {}

    /**
     * What a node says of itself.
     *
     * @param url with scheme, host and port alone
     */
    public record Named(String name, Optional<URI> url) {}

    /** As it is configured. */
    public static Named read(NodeConfig config) {
        return new Named(config.name().orElseGet(NodeReader::host), config.url().flatMap(NodeUrl::parse));
    }

    static void check(NodeConfig config, Faults faults) {
        faults.unless(
                config.name().isEmpty() || NAME.matcher(config.name().get()).matches(),
                "keywright.node.name",
                "must be 1 to 100 letters, digits, points, hyphens and underscores.");
        faults.unless(
                config.url().isEmpty() || config.url().flatMap(NodeUrl::parse).isPresent(),
                "keywright.node.url",
                "must be https://HOST or https://HOST:PORT, without a path, a user or parameters.");
    }

    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
            return NAME.matcher(name).matches() ? name : NOBODY;
        } catch (UnknownHostException e) {
            return NOBODY;
        }
    }
}
