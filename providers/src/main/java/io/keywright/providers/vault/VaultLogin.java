package io.keywright.providers.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.providers.vault.VaultSettings.Login;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Gets a token, by the way that the operator chose. Secrets are read from their files each time. */
final class VaultLogin {

    /** Where Kubernetes puts the token of a pod's service account. */
    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    private final LoginKind kind;
    private final Login settings;
    private final VaultClient client;
    private final VaultFaults faults;
    private final LongSupplier nanos;

    VaultLogin(LoginKind kind, Login settings, VaultClient client, VaultFaults faults, LongSupplier nanos) {
        this.kind = kind;
        this.settings = settings;
        this.client = client;
        this.faults = faults;
        this.nanos = nanos;
    }

    /** @throws RootProviderException BAD_CREDENTIALS if it was refused, or if a file with a secret is not as it must be */
    VaultToken token(Deadline deadline) throws RootProviderException {
        return kind == LoginKind.TOKEN ? fromFile(deadline) : byMethod(deadline);
    }

    private VaultToken fromFile(Deadline deadline) throws RootProviderException {
        String token = secret(settings.tokenFile());
        VaultToken unproven = VaultToken.of(token, 0, false, nanos.getAsLong());
        VaultRequest request = VaultRequest.get(VaultPermissions.LOOKUP);
        VaultAnswer answer = client.send(request, unproven, deadline);
        require(answer, request, "put a valid token into token-file; its policy must allow " + request.needs());
        JsonNode data = answer.json().path("data");
        if (!data.path("ttl").isIntegralNumber()) {
            throw faults.strange(request);
        }
        return unproven.renewed(
                data.path("ttl").asLong(), data.path("renewable").asBoolean(), nanos.getAsLong());
    }

    private VaultToken byMethod(Deadline deadline) throws RootProviderException {
        String mount = settings.authMount().orElse(kind.usualMount());
        VaultRequest request = VaultRequest.post("auth/" + mount + "/login", credentials());
        long asked = nanos.getAsLong();
        VaultAnswer answer = sendAndWipe(request, deadline);
        require(answer, request, advice());
        JsonNode auth = answer.json().path("auth");
        String token = auth.path("client_token").asText();
        if (!VaultToken.isToken(token)) {
            throw faults.strange(request);
        }
        return VaultToken.of(
                token,
                auth.path("lease_duration").asLong(),
                auth.path("renewable").asBoolean(),
                asked);
    }

    private VaultAnswer sendAndWipe(VaultRequest request, Deadline deadline) throws RootProviderException {
        try {
            return client.send(request, deadline);
        } finally {
            Arrays.fill(request.body(), (byte) 0);
        }
    }

    private Map<String, String> credentials() throws RootProviderException {
        Map<String, String> credentials = new HashMap<>();
        switch (kind) {
            case TOKEN -> throw new IllegalStateException("tokens need no login");
            case APPROLE -> {
                settings.roleId().ifPresent(id -> credentials.put("role_id", id));
                credentials.put("secret_id", secret(settings.secretIdFile()));
            }
            case KUBERNETES -> {
                settings.role().ifPresent(role -> credentials.put("role", role));
                credentials.put("jwt", secret(Optional.of(settings.jwtFile().orElse(SERVICE_ACCOUNT))));
            }
            case CERTIFICATE -> settings.role().ifPresent(role -> credentials.put("name", role));
        }
        return credentials;
    }

    private String advice() {
        return switch (kind) {
            case TOKEN -> "";
            case APPROLE -> "check role-id and auth-mount, and put a fresh secret id into secret-id-file";
            case KUBERNETES ->
                "check role and auth-mount, and that the role is bound to this service account and namespace";
            case CERTIFICATE -> "check role and auth-mount, and that a role trusts the certificate";
        };
    }

    private static String secret(Optional<Path> file) throws RootProviderException {
        return new CredentialFile(file.orElseThrow()).read();
    }

    /** Passes if the answer is one to a login that succeeded. A mount that is not there is refused like a wrong secret. */
    private void require(VaultAnswer answer, VaultRequest request, String advice) throws RootProviderException {
        switch (answer.status()) {
            case 200 -> {}
            case 400, 401, 403 -> throw faults.refusedLogin(answer, request.path(), advice);
            case 404 ->
                throw faults.refusal(
                        Reason.WRONG_ENDPOINT,
                        "knows no " + request.path() + "; check namespace, auth and auth-mount",
                        answer);
            default -> throw faults.of(answer, request);
        }
    }
}
