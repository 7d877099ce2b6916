package io.keywright.egress;

import java.net.IDN;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a URL between {@code //} and the path (RFC 3986, section 3.2). {@link java.net.URI} knows neither names with
 * underscores nor international ones.
 *
 * @param host in ASCII, an IPv6 address in brackets
 * @param portText empty if there is none
 */
record Authority(String host, String portText) {

    private static final Pattern FORM = Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+]|[^\\[\\]:@]+)(:(?<port>[0-9]*))?");
    private static final Pattern IPV6 = Pattern.compile("\\[.*]");
    private static final Pattern NAME = Pattern.compile("(?=.{1,254}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
            + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?");
    /** What IDNA 2003 and 2008 take for different names: sharp s, final sigma, and the joiners (RFC 5894, section 7.2). */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");

    private static final int HIGHEST_PORT = 65_535;
    private static final int PORT_DIGITS = 5;

    /** @throws IllegalArgumentException saying what is wrong with it */
    static Authority parse(String text) {
        if (text.contains("@")) {
            throw new IllegalArgumentException("must have no user, the part before @");
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("must have a host, and behind a colon at the most a port");
        }
        String port = parts.group("port");
        return new Authority(ascii(parts.group("host")), port == null ? "" : port);
    }

    private static String ascii(String host) {
        if (IPV6.matcher(host).matches()) {
            return host;
        }
        if (AMBIGUOUS.matcher(host).find()) {
            throw new IllegalArgumentException("must have its international name written in ASCII, as xn--…");
        }
        String ascii = name(host);
        if (!NAME.matcher(ascii).matches()) {
            throw badName(null);
        }
        return ascii;
    }

    private static String name(String host) {
        try {
            return IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            throw badName(e);
        }
    }

    private static IllegalArgumentException badName(@Nullable Exception cause) {
        return new IllegalArgumentException(
                "must have a host whose name has parts of 1 to 63 letters, digits, - and _, with dots between them",
                cause);
    }

    int port(int usual) {
        if (portText.isEmpty()) {
            return usual;
        }
        int port = portText.length() > PORT_DIGITS ? 0 : Integer.parseInt(portText);
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("must have a port from 1 to " + HIGHEST_PORT);
        }
        return port;
    }
}
