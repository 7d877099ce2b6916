package io.keywright.providers.vault;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.egress.EgressException;

/**
 * Says what an answer that is no success means: by its status, and by whether it explains itself, never by what its texts
 * say (<a href="https://openbao.org/api-docs/#http-status-codes">statuses of the API</a>).
 */
record VaultFaults(String provider, String address, String namespace) {

    /** What is said of the key is said elsewhere; this is what is left. */
    RootProviderException of(VaultAnswer answer, VaultRequest request) {
        return switch (answer.status()) {
            case 404, 405 ->
                refusal(
                        Reason.WRONG_ENDPOINT,
                        "has no Transit engine that knows " + request.path() + " in " + namespace
                                + "; enable one there (bao secrets enable transit), or set mount and namespace",
                        answer);
            case 429 ->
                refusal(
                        Reason.THROTTLED,
                        "refuses more requests for now: a rate limit quota of " + request.path() + " is used up",
                        answer);
            case 503 ->
                refusal(Reason.UNREACHABLE, "does not serve now (503): it is under maintenance or overloaded", answer);
            case 412, 472, 473, 502, 504 ->
                refusal(Reason.UNREACHABLE, "has no active node that answers (" + answer.status() + ")", answer);
            case 301, 302, 303, 307, 308 ->
                refusal(
                        Reason.WRONG_ENDPOINT,
                        "sends on to another address (" + answer.status()
                                + "), which is not followed; set address to the active node, or to what leads there",
                        answer);
            default ->
                refusal(
                        Reason.UNKNOWN,
                        "answered " + request + " with status " + answer.status() + "; its log says why",
                        answer);
        };
    }

    RootProviderException sealed() {
        return fault(Reason.UNREACHABLE, "is sealed; unseal it (bao operator unseal)");
    }

    RootProviderException uninitialized() {
        return fault(Reason.UNREACHABLE, "is not initialized; run bao operator init, once");
    }

    RootProviderException strange(VaultRequest request) {
        return fault(Reason.WRONG_ENDPOINT, "does not answer " + request + " as Vault does; check the address");
    }

    RootProviderException late() {
        return fault(Reason.UNREACHABLE, "was not asked: the deadline had passed before");
    }

    RootProviderException noAnswer(EgressException cause) {
        String what = switch (cause.reason()) {
            case NO_ADDRESS -> "has a name without an address; check it, and the name service";
            case UNREACHABLE -> "takes no connections; check that it runs, and the firewall";
            case TLS ->
                "shows no certificate for this name from an authority in ca; set ca to the file with the right one";
            case TIMEOUT -> "did not answer in time";
            case TOO_LONG -> "answers at a length at which Vault never does; check the address";
            case BROKEN -> "broke the connection, or does not speak HTTP there; http and https may be mixed up";
        };
        Reason reason = cause.reason() == EgressException.Reason.TOO_LONG ? Reason.WRONG_ENDPOINT : Reason.UNREACHABLE;
        return new RootProviderException(reason, sentence(what), cause);
    }

    RootProviderException refusedLogin(VaultAnswer answer, String path, String advice) {
        return refusal(
                Reason.BAD_CREDENTIALS,
                "refused the login at " + path + " in " + namespace + " (" + answer.status() + "); " + advice,
                answer);
    }

    /** Keeps the server's own words as the cause, which is logged and goes nowhere else. */
    RootProviderException refusal(Reason reason, String what, VaultAnswer answer) {
        return new RootProviderException(reason, sentence(what), answer.refusal());
    }

    RootProviderException fault(Reason reason, String what) {
        return new RootProviderException(reason, sentence(what));
    }

    private String sentence(String what) {
        return "The server of root provider " + provider + " at " + address + " " + what + ".";
    }
}
