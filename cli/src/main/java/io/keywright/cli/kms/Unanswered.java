package io.keywright.cli.kms;

import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why a service gave no answer, and what to do, as far as this side can know. */
final class Unanswered {

    /** What TLS and the connection say where a service does not take a client's certificate (RFC 8446 section 6.2). */
    private static final List<String> NOT_TAKEN = List.of(
            "certificate_unknown",
            "unknown_ca",
            "bad_certificate",
            "certificate_expired",
            "certificate_revoked",
            "certificate_required",
            "access_denied",
            "internal_error",
            "handshake_failure");

    private static final List<String> ENDED =
            List.of("connection reset", "broken pipe", "received no bytes", "eof", "goaway", "closed");

    private Unanswered() {}

    static CommandFailed explain(URI service, IOException failure) {
        String said = said(failure);
        if (failure instanceof HttpTimeoutException) {
            return unanswered("%s does not answer in time. Try again; its /kms/v1/health says how it is.", service);
        }
        if (causedBy(failure, UnresolvedAddressException.class)) {
            return unanswered("There is no host of the name in %s. Choose another by --url.", service);
        }
        if (failure instanceof ConnectException) {
            return unanswered("There is no service at %s. Start it, or name another by --url.", service);
        }
        if (causedBy(failure, CertPathBuilderException.class)) {
            return unanswered(
                    "No secure connection to %s: the authority that you trust did not issue its certificate. Name the right one"
                            + " by --ca.",
                    service);
        }
        if (NOT_TAKEN.stream().anyMatch(said::contains)) {
            return unanswered(
                    "No secure connection to %s: it does not take the certificate that you call with. It must be current, and"
                            + " of an authority that the service trusts; see --cert, --key and --as.",
                    service);
        }
        if (failure instanceof SSLException) {
            return CommandFailed.unanswered("No secure connection to %s: %s. Check --ca, --cert and --key."
                    .formatted(service, Reason.of(failure)));
        }
        if (ENDED.stream().anyMatch(said::contains)) {
            return unanswered(
                    "%s ended the connection without an answer. Either it is stopping, or it does not take the certificate that"
                            + " you call with (--cert, --as); its log says which.",
                    service);
        }
        return CommandFailed.unanswered(
                "%s does not answer as a Keywright does: %s. Check --url.".formatted(service, Reason.of(failure)));
    }

    private static CommandFailed unanswered(String sentence, URI service) {
        return CommandFailed.unanswered(sentence.formatted(service));
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String said(Throwable failure) {
        StringBuilder said = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            said.append(cause.getMessage()).append(' ');
        }
        return said.toString().toLowerCase(Locale.ROOT);
    }
}
