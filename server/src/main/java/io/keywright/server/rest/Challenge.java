package io.keywright.server.rest;

import io.keywright.model.KeywrightException;

/**
 * What {@code WWW-Authenticate} asks of somebody who is not known (RFC 9110, section 11.6.1). Whoever sent no token, or a
 * bad one, is asked for one (RFC 6750, section 3), and not told here what was wrong with it; everybody else for another
 * client certificate, for which there is no registered scheme.
 */
final class Challenge {

    private static final String CERTIFICATE = "ClientCertificate";
    private static final String TOKEN = "Bearer";
    private static final String BAD_TOKEN = "Bearer error=\"invalid_token\"";

    private Challenge() {}

    static String of(KeywrightException unauthenticated) {
        String reason = String.valueOf(unauthenticated.details().get("reason"));
        return switch (reason) {
            case "token_missing" -> TOKEN;
            case "token_not_accepted" -> CERTIFICATE;
            default -> reason.startsWith("token_") ? BAD_TOKEN : CERTIFICATE;
        };
    }
}
