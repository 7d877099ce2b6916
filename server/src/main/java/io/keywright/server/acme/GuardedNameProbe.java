package io.keywright.server.acme;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.acme.NameProbe;
import io.keywright.core.network.Network;
import io.keywright.egress.Egress;
import io.keywright.egress.EgressException;
import io.keywright.egress.GuardedLookup;
import io.keywright.egress.Limits;
import io.keywright.egress.PublicAddresses;
import io.keywright.egress.Reply;
import io.keywright.egress.Request;
import io.keywright.egress.Target;
import io.keywright.model.acme.AcmeProblem;
import io.keywright.model.acme.AcmeProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * Asks servers at public addresses, and at what the operator allows beside them, since whoever orders names chooses the address.
 * It follows a few redirects, to the same port by plain HTTP alone, of which each is looked up and checked anew.
 */
public final class GuardedNameProbe implements NameProbe {

    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final Duration WHOLE = Duration.ofSeconds(10);
    private static final int LINE_BYTES = 4 * 1024;
    private static final int HEADERS = 50;
    /** Longer than any token, a dot and a thumbprint. */
    private static final int BODY_BYTES = 1024;

    private static final int REDIRECTS = 3;
    private static final int OK = 200;
    private static final List<Integer> MOVED = List.of(301, 302, 303, 307, 308);

    private final GuardedLookup lookup;
    private final SSLContext tls;
    private final int port;

    /**
     * @param allowed networks that may be asked although they are not public
     * @param port where servers answer challenges
     */
    public GuardedNameProbe(List<Network> allowed, SSLContext tls, int port) {
        this.lookup = new GuardedLookup(new PublicAddresses(allowed));
        this.tls = tls;
        this.port = port;
    }

    @Override
    public String read(String name, String token) throws Unanswered, InterruptedException {
        long end = System.nanoTime() + WHOLE.toNanos();
        Target target = Target.parse("http://" + name + ":" + port + "/.well-known/acme-challenge/" + token);
        try (Egress egress = new Egress(lookup, tls, new Limits(CONNECT, WHOLE, LINE_BYTES, HEADERS, BODY_BYTES, 0))) {
            for (int followed = 0; followed <= REDIRECTS; followed++) {
                Reply reply = egress.send(
                        Request.get(target, Map.of()), Duration.ofNanos(Math.max(1, end - System.nanoTime())));
                if (!MOVED.contains(reply.status())) {
                    return body(reply);
                }
                target = next(target, reply);
            }
            throw unanswered(AcmeProblemType.CONNECTION, "redirected more than " + REDIRECTS + " times");
        } catch (EgressException e) {
            throw unanswered(e.reason());
        }
    }

    private static String body(Reply reply) throws Unanswered, EgressException {
        if (reply.status() != OK) {
            throw unanswered(AcmeProblemType.UNAUTHORIZED, "answered with status " + reply.status());
        }
        return new String(reply.body(), UTF_8);
    }

    private Target next(Target target, Reply reply) throws Unanswered {
        try {
            Target next = target.resolve(reply.header("Location").orElse(""));
            if (!next.secure() && next.port() == port) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // As if it led elsewhere.
        }
        throw unanswered(
                AcmeProblemType.CONNECTION,
                "redirected to something else than plain HTTP on port " + port + "; have it answer challenges itself");
    }

    private static Unanswered unanswered(EgressException.Reason reason) {
        return switch (reason) {
            case NO_ADDRESS -> unanswered(AcmeProblemType.DNS, "has no address, or one that this service may not ask");
            case UNREACHABLE -> unanswered(AcmeProblemType.CONNECTION, "takes no connections there");
            case TIMEOUT -> unanswered(AcmeProblemType.CONNECTION, "did not answer in time");
            case TOO_LONG ->
                unanswered(AcmeProblemType.INCORRECT_RESPONSE, "answered with more than a challenge takes");
            case TLS, BROKEN -> unanswered(AcmeProblemType.CONNECTION, "did not answer by HTTP");
        };
    }

    private static Unanswered unanswered(AcmeProblemType type, String seen) {
        return new Unanswered(new AcmeProblem(type, "The server of the name " + seen + "."));
    }
}
