package io.keywright.egress;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a request goes: an http or https URL, taken apart. Where it leads is not known yet.
 *
 * @param secure whether by https
 * @param host in ASCII, an IPv6 address in brackets
 * @param port 1 to 65535
 * @param path with its query; begins with a slash
 */
public record Target(boolean secure, String host, int port, String path) {

    private static final int MOST = 2048;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Reads a URL (RFC 3986). A name may be an international one, and have underscores, as the DNS allows.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Target parse(String text) {
        if (text.length() > MOST) {
            throw new IllegalArgumentException("must have at most " + MOST + " characters");
        }
        try {
            return of(new URI(text));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be a URL (RFC 3986)", e);
        }
    }

    private static Target of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (!secure && !scheme.equals("http")) {
            throw new IllegalArgumentException("must begin with https://");
        }
        if (uri.getRawAuthority() == null) {
            throw new IllegalArgumentException("must have a host");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("must have no fragment, the part behind #");
        }
        Authority authority = Authority.parse(uri.getRawAuthority());
        return new Target(secure, authority.host(), authority.port(secure ? HTTPS : HTTP), path(uri));
    }

    private static String path(URI uri) {
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }

    /**
     * Where {@code reference}, a {@code Location} of this target's answer, leads.
     *
     * @throws IllegalArgumentException if it is no URL that can be requested
     */
    public Target resolve(String reference) {
        return parse(uri().resolve(reference).toString());
    }

    URI uri() {
        return URI.create(toString());
    }

    /** The URL, in ASCII. */
    @Override
    public String toString() {
        boolean usual = port == (secure ? HTTPS : HTTP);
        return (secure ? "https://" : "http://") + host + (usual ? "" : ":" + port) + path;
    }
}
