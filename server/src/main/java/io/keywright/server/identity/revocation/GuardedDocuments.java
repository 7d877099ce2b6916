package io.keywright.server.identity.revocation;

import io.keywright.core.network.Network;
import io.keywright.egress.Egress;
import io.keywright.egress.EgressException;
import io.keywright.egress.GuardedLookup;
import io.keywright.egress.Limits;
import io.keywright.egress.PublicAddresses;
import io.keywright.egress.Reply;
import io.keywright.egress.Request;
import io.keywright.egress.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * Documents at addresses that certificates name: public ones, and what the operator allows beside them, since whoever issues
 * certificates writes the addresses. Each request has a client of its own, so that no target holds back another.
 */
final class GuardedDocuments implements Documents {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(30);
    private static final int LINE_BYTES = 4 * 1024;
    private static final int HEADERS = 50;
    private static final int REDIRECTS = 2;
    private static final int OK = 200;

    private final GuardedLookup lookup;
    private final SSLContext tls;
    private final Limits limits;

    /** @param mostBytes how long a document may be */
    GuardedDocuments(List<Network> allowed, SSLContext tls, int mostBytes) {
        this.lookup = new GuardedLookup(new PublicAddresses(allowed));
        this.tls = tls;
        this.limits = new Limits(CONNECT, WHOLE, LINE_BYTES, HEADERS, mostBytes, REDIRECTS);
    }

    @Override
    public byte[] get(String url, Duration patience) throws IOException {
        return answer(Request.get(target(url), Map.of()), patience);
    }

    @Override
    public byte[] post(String url, String type, byte[] body, Duration patience) throws IOException {
        return answer(Request.post(target(url), Map.of("Content-Type", type), body), patience);
    }

    private byte[] answer(Request request, Duration patience) throws IOException {
        try (Egress egress = new Egress(lookup, tls, limits)) {
            Reply reply = egress.send(request, patience);
            if (reply.status() != OK) {
                throw new IOException("the server answers " + reply.status());
            }
            return reply.body();
        } catch (EgressException e) {
            throw new IOException(e.reason().name().toLowerCase(Locale.ROOT), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Target target(String url) throws IOException {
        try {
            return Target.parse(url);
        } catch (IllegalArgumentException e) {
            throw new IOException("its URL " + e.getMessage(), e);
        }
    }
}
