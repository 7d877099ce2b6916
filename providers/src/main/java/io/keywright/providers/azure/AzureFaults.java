package io.keywright.providers.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.microsoft.aad.msal4j.MsalJsonParsingException;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the failures of a call mean, by status and code and never by text.
 *
 * @param permission what the call needs
 * @see <a href="https://learn.microsoft.com/azure/key-vault/general/rest-error-codes">Error codes of Key Vault</a>
 */
record AzureFaults(AzurePermission permission, KeyId key) {

    private static final Map<String, Reason> CODES = Map.ofEntries(
            Map.entry("ForbiddenByPolicy", Reason.PERMISSION_MISSING),
            Map.entry("ForbiddenByRbac", Reason.PERMISSION_MISSING),
            Map.entry("ForbiddenByFirewall", Reason.PERMISSION_MISSING),
            Map.entry("ForbiddenByConnection", Reason.PERMISSION_MISSING),
            Map.entry("AccessDenied", Reason.PERMISSION_MISSING),
            Map.entry("KeyDisabled", Reason.KEY_DISABLED),
            Map.entry("KeyNotYetValid", Reason.KEY_DISABLED),
            Map.entry("KeyExpired", Reason.KEY_DISABLED),
            Map.entry("KeyOperationForbidden", Reason.WRONG_KEY_TYPE),
            Map.entry("KeyNotFound", Reason.KEY_NOT_FOUND),
            Map.entry("Throttled", Reason.THROTTLED));

    /** No token could be had. */
    static final class NoToken extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoToken(Throwable cause) {
            super(cause);
        }
    }

    RootProviderException of(Throwable thrown) {
        if (find(thrown, BoundedClient.NoAnswer.class).isPresent()) {
            return because(Reason.UNREACHABLE, thrown);
        }
        if (find(thrown, NoToken.class).isPresent()) {
            return because(ofToken(thrown), thrown);
        }
        Optional<HttpResponseException> refusal = find(thrown, HttpResponseException.class);
        return because(
                refusal.filter(e -> e.getResponse() != null).map(this::reason).orElse(Reason.UNKNOWN), thrown);
    }

    private static Reason ofToken(Throwable thrown) {
        int status = find(thrown, MsalServiceException.class)
                .map(MsalServiceException::statusCode)
                .orElse(0);
        if (status == 429) {
            return Reason.THROTTLED;
        }
        if (find(thrown, MsalJsonParsingException.class).isPresent()) {
            return Reason.WRONG_ENDPOINT;
        }
        return status >= 500 ? Reason.UNREACHABLE : Reason.BAD_CREDENTIALS;
    }

    private Reason reason(HttpResponseException refusal) {
        int status = refusal.getResponse().getStatusCode();
        Set<String> codes = codes(refusal.getResponse().getBodyAsBinaryData().toBytes());
        return codes.stream()
                .flatMap(code -> Stream.ofNullable(CODES.get(code)))
                .min(Reason::compareTo)
                .orElseGet(() -> byStatus(status, !codes.isEmpty()));
    }

    /** The code of an error and those within it; none if the body is not Key Vault's. */
    private static Set<String> codes(byte[] body) {
        Set<String> codes = new HashSet<>();
        try (JsonReader reader = JsonProviders.createReader(body)) {
            Object error = reader.readUntyped() instanceof Map<?, ?> all ? all.get("error") : null;
            while (error instanceof Map<?, ?> each && each.get("code") instanceof String code) {
                codes.add(code);
                error = each.get("innererror");
            }
        } catch (IOException | IllegalStateException e) {
            codes.clear();
        }
        return codes;
    }

    private Reason byStatus(int status, boolean ofKeyVault) {
        return switch (status) {
            case 400 -> ofKeyVault ? ofTheArguments() : Reason.WRONG_ENDPOINT;
            case 401 -> Reason.BAD_CREDENTIALS;
            case 403 -> ofKeyVault ? Reason.PERMISSION_MISSING : Reason.WRONG_ENDPOINT;
            case 404 -> ofKeyVault ? Reason.KEY_NOT_FOUND : Reason.WRONG_ENDPOINT;
            case 429 -> Reason.THROTTLED;
            default -> status >= 500 ? Reason.UNREACHABLE : Reason.UNKNOWN;
        };
    }

    private Reason ofTheArguments() {
        return switch (permission) {
            case WRAP -> Reason.WRONG_KEY_TYPE;
            case UNWRAP -> Reason.ALTERED;
            case GET -> Reason.KEY_NOT_FOUND;
        };
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
                .limit(20)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    RootProviderException because(Reason reason, Throwable cause) {
        return reason == Reason.PERMISSION_MISSING
                ? new RootProviderException(permission.wireName(key), message(reason), cause)
                : new RootProviderException(reason, message(reason), cause);
    }

    RootProviderException because(Reason reason) {
        return new RootProviderException(reason, message(reason));
    }

    /** What was answered is not what it must be. */
    RootProviderException unbelievable(String what) {
        return new RootProviderException(
                Reason.ALTERED, "Key Vault " + what + ": the answer is not used. Nothing was lost; try again.");
    }

    private String message(Reason reason) {
        return switch (reason) {
            case PERMISSION_MISSING ->
                "Azure refuses " + permission.wireName(key) + " on " + key + " (in an access policy: "
                        + permission.ofAccessPolicy()
                        + "), or the vault's firewall refuses this machine. Grant the role "
                        + (key.inManagedHsm() ? AzurePermission.HSM_ROLE : AzurePermission.VAULT_ROLE) + " on the key.";
            case KEY_DISABLED -> key + " cannot be used: it is disabled, expired or not valid yet. Enable it.";
            case KEY_NOT_FOUND -> "There is no " + key + ". Check the vault and the name, and whether it was deleted.";
            case WRONG_KEY_TYPE ->
                key + " cannot wrap. Name a key of type RSA, RSA-HSM or oct-HSM that allows wrapKey and unwrapKey.";
            case BAD_CREDENTIALS ->
                "Microsoft Entra does not believe who asks for " + key
                        + ". Check directory, client-id and the file, and"
                        + " whether the secret or certificate has expired.";
            case ALTERED -> key + " does not open this: another key wrapped it, or it was altered.";
            case WRONG_ENDPOINT ->
                "What answers for " + key + " is not Key Vault. Check vault, and proxies on the way.";
            case THROTTLED -> "Key Vault has no quota left for " + key + ". Use a vault for Keywright alone.";
            case UNREACHABLE ->
                "Key Vault or Microsoft Entra did not answer for " + key
                        + " in time. Check the network, the proxy, and Azure's status page.";
            default -> "Key Vault failed for " + key + " in a way that is not known. The log has what it said.";
        };
    }
}
