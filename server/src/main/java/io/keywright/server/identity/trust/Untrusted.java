package io.keywright.server.identity.trust;

import java.security.cert.CertificateException;

/** A certificate that nobody who may has vouched for, or that was revoked. The message is for the log. */
public final class Untrusted extends CertificateException {

    Untrusted(String message) {
        super(message);
    }

    Untrusted(String message, Throwable cause) {
        super(message, cause);
    }
}
