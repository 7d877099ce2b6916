package io.keywright.sinks.webhook;

import java.net.URI;
import java.net.URISyntaxException;

/** A URL that events may be posted to, as far as that can be told without asking the network. */
record WebhookUrl(URI uri) {

    private static final int MOST = 2048;

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static WebhookUrl parse(String text, boolean allowHttp) {
        URI uri = uri(text);
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        if (!secure && !(allowHttp && "http".equalsIgnoreCase(uri.getScheme()))) {
            throw new IllegalArgumentException("must begin with https://");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("must have a host, and neither user nor fragment");
        }
        return new WebhookUrl(uri);
    }

    private static URI uri(String text) {
        if (text.length() > MOST) {
            throw new IllegalArgumentException("must have at most " + MOST + " characters");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be a URL (RFC 3986)", e);
        }
    }

    /** Without the brackets of an IPv6 address. */
    String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
