package io.keywright.server.rest.edge;

import io.keywright.core.quota.Rate;
import io.keywright.core.quota.RateLimiter;
import io.keywright.server.identity.trust.Untrusted;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/**
 * Counts the connections that were refused, by reason, and names some of them in the log: five a second in the long run, whoever
 * causes them.
 */
@Singleton
class RefusedConnections {

    private static final Logger LOG = Logger.getLogger(RefusedConnections.class);
    private static final Rate NAMED = new Rate(5, 20);
    private static final int MOST_CHARACTERS = 200;

    /** How BoringSSL and the JDK say that a client has sent no certificate. */
    private static final String NO_CERTIFICATE = "PEER_DID_NOT_RETURN_A_CERTIFICATE";

    private static final String NO_CERTIFICATE_JDK = "Empty client certificate chain";
    private static final String ADVICE =
            "It has none, or one whose key TLS does not take here (ECDSA on P-256 and P-384, and RSA, are taken).";

    private final RateLimiter<String> named =
            new RateLimiter<>("refused-connections", Optional.of(NAMED), System::nanoTime);
    private final MeterRegistry registry;

    RefusedConnections(MeterRegistry registry) {
        this.registry = registry;
        for (Untrusted.Reason reason : Untrusted.Reason.values()) {
            handshakes(word(reason));
        }
        handshakes("no_certificate");
        handshakes("protocol");
        connections("all");
        connections("tenant");
    }

    void counting(ConnectionSlots slots) {
        Gauge.builder("kms.connections", slots, ConnectionSlots::open)
                .description("Connections that are open")
                .register(registry);
    }

    /** There are as many connections as there may be: of {@code owner}, or of all. */
    void tooMany(String address, String owner) {
        boolean all = owner.equals("all");
        connections(all ? "all" : "tenant").increment();
        if (named.admits("all")) {
            LOG.warnf(
                    "event=connection_refused reason=too_many of=\"%s\" address=%s Raise %s, or find out who opens so many.",
                    printable(owner),
                    address,
                    all ? "keywright.http.connections" : "keywright.http.connections-per-tenant");
        }
    }

    /** A TLS handshake has failed. Who has gone by itself is not counted. */
    void handshake(String address, Throwable cause) {
        Optional<Untrusted> untrusted = untrusted(cause);
        if (untrusted.isPresent()) {
            refused(
                    address,
                    word(untrusted.get().reason()),
                    String.valueOf(untrusted.get().getMessage()));
        } else if (says(cause, NO_CERTIFICATE) || says(cause, NO_CERTIFICATE_JDK)) {
            refused(address, "no_certificate", "no certificate was sent. " + ADVICE);
        } else if (cause instanceof SSLException && !(cause.getCause() instanceof ClosedChannelException)) {
            refused(address, "protocol", String.valueOf(cause.getMessage()));
        }
    }

    private void refused(String address, String reason, String detail) {
        handshakes(reason).increment();
        if (named.admits("all")) {
            LOG.infof("event=handshake_refused reason=%s address=%s detail=\"%s\"", reason, address, printable(detail));
        }
    }

    private static Optional<Untrusted> untrusted(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Untrusted found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static boolean says(Throwable failure, String words) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(words)) {
                return true;
            }
        }
        return false;
    }

    private static String word(Untrusted.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private static String printable(String text) {
        String shown = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        return shown.replaceAll("[^ -!#-~]", "?");
    }

    private Counter handshakes(String reason) {
        return Counter.builder("kms.handshakes.refused")
                .description("TLS handshakes that failed, by what was wrong with the client's certificate")
                .tag("reason", reason)
                .register(registry);
    }

    private Counter connections(String of) {
        return Counter.builder("kms.connections.refused")
                .description(
                        "Connections that were closed because there were as many as there may be: of all, or of a tenant")
                .tag("of", of)
                .register(registry);
    }
}
