package io.keywright.server.listen;

/** Where the service is found (RFC 3986, section 3.2.2: an IPv6 address stands in brackets). */
public final class BaseUrl {

    private BaseUrl() {}

    /** The URL of a host, which may be a name or an address. */
    public static String of(String host, int port) {
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        return "https://" + (bare ? "[" + host + "]" : host) + ":" + port;
    }
}
