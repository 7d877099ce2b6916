package io.keywright.providers.pkcs11;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.providers.pkcs11.cryptoki.Cryptoki;
import io.keywright.providers.pkcs11.cryptoki.CryptokiException;
import io.keywright.providers.pkcs11.cryptoki.ReturnValue;
import io.keywright.providers.pkcs11.cryptoki.TokenInfo;
import io.keywright.providers.pkcs11.cryptoki.TokenInfo.Flag;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Logs in without ever locking the token: a PIN that was refused is not presented again until its file is written anew, and
 * the last try that a token allows is left to a person. For one thread at a time.
 */
final class Login {

    private static final Set<ReturnValue> REFUSALS =
            EnumSet.of(ReturnValue.PIN_INCORRECT, ReturnValue.PIN_INVALID, ReturnValue.PIN_LEN_RANGE);

    private final PinFile file;
    private Optional<PinFile.Pin> refused = Optional.empty();

    Login(PinFile file) {
        this.file = file;
    }

    /** Logs in, unless this process is logged in already. */
    void login(Cryptoki cryptoki, long session, TokenInfo token) throws CryptokiException, RootProviderException {
        if (cryptoki.loggedIn(session)) {
            return;
        }
        requireATry(token);
        PinFile.Pin pin = file.read();
        requireNew(pin);
        try {
            pin.digits().expose(digits -> {
                cryptoki.login(session, digits);
                return true;
            });
            pin.close();
            forget();
        } catch (CryptokiException e) {
            settle(pin, e);
        }
    }

    private void settle(PinFile.Pin pin, CryptokiException e) throws CryptokiException {
        if (e.value().filter(REFUSALS::contains).isPresent()) {
            forget();
            refused = Optional.of(pin);
        } else {
            pin.close();
        }
        if (!e.is(ReturnValue.USER_ALREADY_LOGGED_IN)) {
            throw e;
        }
    }

    private static void requireATry(TokenInfo token) throws RootProviderException {
        if (token.has(Flag.USER_PIN_LOCKED)) {
            throw bad("The user's PIN of the token '" + token.label() + "' is locked (CKF_USER_PIN_LOCKED). "
                    + Verdict.of(ReturnValue.PIN_LOCKED).advice());
        }
        if (token.has(Flag.USER_PIN_FINAL_TRY)) {
            throw bad("The token '" + token.label()
                    + "' locks after one more wrong PIN (CKF_USER_PIN_FINAL_TRY), which is"
                    + " left to you: log in once by hand with the right PIN, and write it into the PIN file.");
        }
    }

    private void requireNew(PinFile.Pin pin) throws RootProviderException {
        if (refused.filter(pin::equals).isPresent()) {
            pin.close();
            throw bad("The token has refused the PIN in " + file.path() + " (CKR_PIN_INCORRECT). "
                    + Verdict.of(ReturnValue.PIN_INCORRECT).advice());
        }
    }

    private void forget() {
        refused.ifPresent(PinFile.Pin::close);
        refused = Optional.empty();
    }

    private static RootProviderException bad(String message) {
        return new RootProviderException(Reason.BAD_CREDENTIALS, message);
    }
}
