package io.keywright.egress;

import java.util.Map;

/**
 * A request to send.
 *
 * @param method GET or POST
 * @param headers beside Host, User-Agent and Content-Length, which are set for it
 * @param body of a POST
 */
public record Request(String method, Target target, Map<String, String> headers, byte[] body) {

    static final String GET = "GET";

    public Request {
        headers = Map.copyOf(headers);
    }

    public static Request get(Target target, Map<String, String> headers) {
        return new Request(GET, target, headers, new byte[0]);
    }

    public static Request post(Target target, Map<String, String> headers, byte[] body) {
        return new Request("POST", target, headers, body);
    }

    /** The same at another place, which need not be one that may know the headers. */
    Request redirectedTo(Target other) {
        return new Request(method, other, Map.of(), body);
    }

    /** Without headers and body, which may be secret. */
    @Override
    public String toString() {
        return method + " " + target;
    }
}
