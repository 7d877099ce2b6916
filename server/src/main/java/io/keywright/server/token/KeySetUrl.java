package io.keywright.server.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.egress.AddressRule;
import io.keywright.egress.Egress;
import io.keywright.egress.EgressException;
import io.keywright.egress.GuardedLookup;
import io.keywright.egress.Limits;
import io.keywright.egress.Reply;
import io.keywright.egress.Request;
import io.keywright.egress.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** A JWK set behind a URL. Follows no redirect, and takes neither long nor much. */
public final class KeySetUrl implements KeySetSource {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final Target url;
    private final Egress egress;

    /**
     * The operator's URL, which may lead anywhere.
     *
     * @param tls trusts the authorities that vouch for the URL
     */
    public KeySetUrl(Target url, SSLContext tls) {
        this.url = url;
        this.egress = new Egress(new GuardedLookup(AddressRule.ANY), tls, Limits.of(LIMIT, LIMIT, MAX_BYTES));
    }

    @Override
    public String read() throws IOException {
        try {
            Reply reply = egress.send(Request.get(url, Map.of("Accept", "application/jwk-set+json, application/json")));
            if (reply.status() != OK) {
                throw new IOException(url.host() + " answered " + reply.status());
            }
            return new String(reply.body(), UTF_8);
        } catch (EgressException e) {
            throw new IOException(
                    url.host() + " cannot be read: " + e.reason().name().toLowerCase(Locale.ROOT), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading from " + url.host(), e);
        }
    }
}
