package io.keywright.egress;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.MessageConstraintException;

/** A request got no answer that is of use. The message names neither the target nor what it said. */
public final class EgressException extends IOException {

    /** Why. */
    public enum Reason {
        /** The name leads to no address, or to one that is not allowed; nobody is told which of the two. */
        NO_ADDRESS,
        /** Nothing takes connections there. */
        UNREACHABLE,
        /** TLS failed: as a rule, the certificate is not trusted, or not for this name. */
        TLS,
        /** It took longer than allowed. */
        TIMEOUT,
        /** The answer is longer than allowed. */
        TOO_LONG,
        /** The answer is not HTTP, or ended too early. */
        BROKEN
    }

    private final Reason reason;

    EgressException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    private EgressException(Reason reason, IOException cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    /** What {@code cause} means. */
    static EgressException of(IOException cause) {
        Reason reason = switch (cause) {
            case EgressException known -> known.reason;
            case BoundedClient.LateLookup late -> Reason.TIMEOUT;
            case UnknownHostException unknown -> Reason.NO_ADDRESS;
            case SSLException tls -> Reason.TLS;
            case MessageConstraintException head -> Reason.TOO_LONG;
            case InterruptedIOException late -> Reason.TIMEOUT;
            case ConnectException refused -> Reason.UNREACHABLE;
            case NoRouteToHostException none -> Reason.UNREACHABLE;
            default -> Reason.BROKEN;
        };
        return new EgressException(reason, cause);
    }

    public Reason reason() {
        return reason;
    }
}
