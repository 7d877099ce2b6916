package io.keywright.providers.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import java.util.Map;

/**
 * Sends requests with the token of the session. What concerns the token, its policy and the server as a whole is settled
 * here; what concerns the key is left to {@link VaultKey}. Safe from any thread.
 */
final class VaultAccess {

    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final VaultClient client;
    private final VaultSession session;
    private final VaultFaults faults;

    VaultAccess(VaultClient client, VaultSession session, VaultFaults faults) {
        this.client = client;
        this.session = session;
        this.faults = faults;
    }

    /**
     * The answer, which is neither 403 nor 503.
     *
     * @throws RootProviderException PERMISSION_MISSING naming what {@code request} needs; BAD_CREDENTIALS;
     *     UNREACHABLE
     */
    VaultAnswer send(VaultRequest request, Deadline deadline) throws RootProviderException {
        if (deadline.passed()) {
            throw faults.late();
        }
        VaultToken token = session.token(deadline);
        VaultAnswer answer = client.send(request, token, deadline);
        if (answer.status() == FORBIDDEN && !knows(token, deadline)) {
            VaultToken other = session.replace(token, deadline);
            answer = other.is(token) ? answer : client.send(request, other, deadline);
        }
        return switch (answer.status()) {
            case FORBIDDEN -> throw lacking(request.needs(), answer);
            case UNAVAILABLE -> throw unavailable(answer, request, deadline);
            default -> answer;
        };
    }

    /** A token that is not known any more, and one that may not do something, are refused alike; but the latter may ask this. */
    private boolean knows(VaultToken token, Deadline deadline) throws RootProviderException {
        VaultRequest question = VaultRequest.post(
                VaultPermissions.CAPABILITIES, Map.of("paths", new String[] {VaultPermissions.CAPABILITIES}));
        return client.send(question, token, deadline).status() != FORBIDDEN;
    }

    private RootProviderException lacking(VaultPermission permission, VaultAnswer answer) {
        return new RootProviderException(
                permission.toString(),
                "Root provider " + faults.provider() + " may not " + permission + " in " + faults.namespace()
                        + ". Add this line to the policy of its token: " + permission.hcl(),
                answer.refusal());
    }

    private RootProviderException unavailable(VaultAnswer answer, VaultRequest request, Deadline deadline)
            throws RootProviderException {
        JsonNode status =
                client.send(VaultRequest.get("sys/seal-status"), deadline).json();
        if (!status.path("initialized").asBoolean(true)) {
            return faults.uninitialized();
        }
        return status.path("sealed").asBoolean() ? faults.sealed() : faults.of(answer, request);
    }
}
