package io.keywright.providers.pkcs11;

import static io.keywright.providers.pkcs11.Verdict.Recovery.FIND_KEY_AGAIN;
import static io.keywright.providers.pkcs11.Verdict.Recovery.NONE;
import static io.keywright.providers.pkcs11.Verdict.Recovery.OPEN_AGAIN;
import static io.keywright.providers.pkcs11.Verdict.Recovery.START_OVER;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.providers.pkcs11.cryptoki.CryptokiException;
import io.keywright.providers.pkcs11.cryptoki.ReturnValue;

/**
 * What an answer of a token means.
 *
 * @param advice what the operator does about it
 */
record Verdict(Reason reason, Recovery recovery, String advice) {

    /** What mends it without a person. */
    enum Recovery {
        NONE,
        /** The key's handle is of before it was made again, or somebody logged out: look for the key again. */
        FIND_KEY_AGAIN,
        /** Something is wrong with the sessions: close them, open others and log in again. */
        START_OVER,
        /** The sessions are gone. Their handles may be others' by now, and are not to be touched. */
        OPEN_AGAIN;

        /** Whether a new connection may serve where the old one failed. */
        boolean connects() {
            return this == START_OVER || this == OPEN_AGAIN;
        }
    }

    static Verdict of(CryptokiException e) {
        return e.value()
                .map(Verdict::of)
                .orElseGet(() -> unknown("It is of the token's maker, whose manual says more."));
    }

    static Verdict of(ReturnValue value) {
        return switch (value) {
            case SESSION_CLOSED,
                    SESSION_HANDLE_INVALID,
                    SLOT_ID_INVALID,
                    DEVICE_REMOVED,
                    TOKEN_NOT_PRESENT,
                    TOKEN_NOT_RECOGNIZED,
                    CRYPTOKI_NOT_INITIALIZED ->
                new Verdict(
                        Reason.UNREACHABLE,
                        OPEN_AGAIN,
                        "Connect the token again, or start its daemon; nothing need be restarted here.");
            case DEVICE_ERROR ->
                new Verdict(Reason.UNREACHABLE, START_OVER, "The log of the token or of its library says more.");
            case CANCEL, FUNCTION_CANCELED ->
                new Verdict(Reason.UNREACHABLE, NONE, "Somebody called it off at the token.");
            case GENERAL_ERROR, FUNCTION_FAILED, OPERATION_ACTIVE, OPERATION_NOT_INITIALIZED ->
                new Verdict(Reason.UNKNOWN, START_OVER, "The log of the token or of its library says more.");
            case USER_NOT_LOGGED_IN ->
                new Verdict(Reason.BAD_CREDENTIALS, START_OVER, "Something in this process keeps logging out.");
            case PIN_INCORRECT, PIN_INVALID, PIN_LEN_RANGE ->
                new Verdict(
                        Reason.BAD_CREDENTIALS,
                        NONE,
                        "Write the right PIN into the PIN file; this one is not presented again, so that it does not lock"
                                + " the token.");
            case PIN_EXPIRED ->
                new Verdict(Reason.BAD_CREDENTIALS, NONE, "Set a new PIN and write it into the PIN file.");
            case PIN_LOCKED ->
                new Verdict(
                        Reason.BAD_CREDENTIALS,
                        NONE,
                        "Let the token's security officer unlock the PIN and write it into the PIN file.");
            case USER_PIN_NOT_INITIALIZED ->
                new Verdict(
                        Reason.BAD_CREDENTIALS,
                        NONE,
                        "Let the token's security officer set a user PIN and write it into the PIN file.");
            case USER_TYPE_INVALID ->
                new Verdict(Reason.BAD_CREDENTIALS, NONE, "The token has no ordinary user who could log in.");
            case USER_ANOTHER_ALREADY_LOGGED_IN, USER_TOO_MANY_TYPES, SESSION_READ_WRITE_SO_EXISTS ->
                new Verdict(Reason.BUSY, NONE, "Let the security officer log out first.");
            case SESSION_COUNT ->
                new Verdict(Reason.BUSY, NONE, "Configure fewer threads, or let other programs close their sessions.");
            case HOST_MEMORY, DEVICE_MEMORY ->
                new Verdict(
                        Reason.BUSY, NONE, "Its memory is full: close sessions and remove objects that nobody needs.");
            case TOKEN_RESOURCE_EXCEEDED -> new Verdict(Reason.THROTTLED, NONE, "Configure fewer threads.");
            case KEY_HANDLE_INVALID, OBJECT_HANDLE_INVALID ->
                new Verdict(Reason.KEY_NOT_FOUND, FIND_KEY_AGAIN, "Put the key back from its backup.");
            case ENCRYPTED_DATA_INVALID, ENCRYPTED_DATA_LEN_RANGE, AEAD_DECRYPT_FAILED, SIGNATURE_INVALID ->
                new Verdict(Reason.ALTERED, NONE, "Another key wrapped this, or it was altered.");
            case ACTION_PROHIBITED, FUNCTION_REJECTED, SESSION_READ_ONLY, TOKEN_WRITE_PROTECTED ->
                new Verdict(Reason.PERMISSION_MISSING, NONE, "Let this user use the key at the token.");
            case KEY_EXHAUSTED ->
                new Verdict(Reason.KEY_DISABLED, NONE, "Its counter of uses is at its end; make a new key.");
            case KEY_FUNCTION_NOT_PERMITTED,
                    KEY_SIZE_RANGE,
                    KEY_TYPE_INCONSISTENT,
                    MECHANISM_INVALID,
                    MECHANISM_PARAM_INVALID,
                    FUNCTION_NOT_SUPPORTED,
                    CURVE_NOT_SUPPORTED,
                    DOMAIN_PARAMS_INVALID ->
                new Verdict(
                        Reason.WRONG_KEY_TYPE,
                        NONE,
                        "Token and key must be able to do AES-256-GCM with an IV of 12 bytes that the caller chose, or"
                                + " what the key is to sign with.");
            case ARGUMENTS_BAD,
                    NEED_TO_CREATE_THREADS,
                    CANT_LOCK,
                    MUTEX_BAD,
                    MUTEX_NOT_LOCKED,
                    ATTRIBUTE_READ_ONLY,
                    ATTRIBUTE_SENSITIVE,
                    ATTRIBUTE_TYPE_INVALID,
                    ATTRIBUTE_VALUE_INVALID,
                    TEMPLATE_INCOMPLETE,
                    TEMPLATE_INCONSISTENT,
                    BUFFER_TOO_SMALL,
                    DATA_INVALID,
                    DATA_LEN_RANGE,
                    SESSION_PARALLEL_NOT_SUPPORTED,
                    USER_ALREADY_LOGGED_IN,
                    CRYPTOKI_ALREADY_INITIALIZED ->
                unknown("The token's library does not keep to PKCS#11 v2.40 as it must; ask its maker.");
        };
    }

    private static Verdict unknown(String advice) {
        return new Verdict(Reason.UNKNOWN, NONE, advice);
    }

    /** The exception that core is told, which names the answer. */
    static RootProviderException exception(String provider, CryptokiException e) {
        Verdict verdict = of(e);
        return new RootProviderException(
                verdict.reason(),
                "The token of the root provider " + provider + " answered " + e.name() + ". " + verdict.advice(),
                e);
    }
}
