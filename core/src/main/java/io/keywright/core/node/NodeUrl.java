package io.keywright.core.node;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** How callers reach one node: {@code https://HOST} or {@code https://HOST:PORT}, and nothing else. */
public final class NodeUrl {

    private NodeUrl() {}

    /** With scheme, host and port alone; empty if {@code text} is anything else. */
    public static Optional<URI> parse(String text) {
        try {
            URI url = new URI(text);
            boolean plain = "https".equals(url.getScheme())
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getQuery() == null
                    && url.getFragment() == null
                    && (url.getPath().isEmpty() || url.getPath().equals("/"));
            return plain
                    ? Optional.of(new URI("https", null, url.getHost(), url.getPort(), null, null, null))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
