package io.keywright.providers.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.egress.AddressRule;
import io.keywright.egress.Egress;
import io.keywright.egress.EgressException;
import io.keywright.egress.GuardedLookup;
import io.keywright.egress.Limits;
import io.keywright.egress.Reply;
import io.keywright.egress.Request;
import io.keywright.egress.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Sends requests to one server and namespace. Safe from any thread. */
final class VaultClient implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(30);
    /** A key with a new version each day for a hundred years. */
    private static final int MOST_ANSWER_BYTES = 1024 * 1024;

    private final VaultFaults faults;
    private final String base;
    private final Optional<String> namespace;
    private final Egress egress;

    VaultClient(VaultFaults faults, String address, Optional<String> namespace, SSLContext tls) {
        this.faults = faults;
        this.base = Target.parse(address) + "v1/";
        this.namespace = namespace;
        this.egress = new Egress(new GuardedLookup(AddressRule.ANY), tls, Limits.of(CONNECT, WHOLE, MOST_ANSWER_BYTES));
    }

    /**
     * Sends {@code request} as nobody.
     *
     * @throws RootProviderException if there is no answer within the deadline, or none that can be Vault's
     */
    VaultAnswer send(VaultRequest request, Deadline deadline) throws RootProviderException {
        return send(request, headers(), deadline);
    }

    /** The same as the one whose token it is. */
    VaultAnswer send(VaultRequest request, VaultToken token, Deadline deadline) throws RootProviderException {
        Map<String, String> headers = headers();
        token.putInto(headers);
        return send(request, headers, deadline);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(Map.of("X-Vault-Request", "true"));
        namespace.ifPresent(it -> headers.put("X-Vault-Namespace", it));
        return headers;
    }

    private VaultAnswer send(VaultRequest request, Map<String, String> headers, Deadline deadline)
            throws RootProviderException {
        Duration left = deadline.left();
        if (left.isZero()) {
            throw faults.late();
        }
        try {
            Target target = Target.parse(base + request.path());
            return answer(egress.send(
                    request.post() ? Request.post(target, headers, request.body()) : Request.get(target, headers),
                    left));
        } catch (EgressException e) {
            throw faults.noAnswer(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RootProviderException(Reason.UNREACHABLE, "The call was interrupted.", e);
        }
    }

    /** Of a failure the status is enough. */
    private static VaultAnswer answer(Reply reply) throws EgressException {
        try {
            return new VaultAnswer(reply.status(), reply.body());
        } catch (EgressException e) {
            if (reply.status() / 100 == 2) {
                throw e;
            }
            return new VaultAnswer(reply.status(), "{}".getBytes(US_ASCII));
        }
    }

    @Override
    public void close() {
        egress.close();
    }
}
