package io.keywright.providers.pkcs11.cryptoki;

import java.util.Optional;

/** A function of the interface answered something else than CKR_OK. */
public final class CryptokiException extends Exception {

    private final long code;

    CryptokiException(String function, long code) {
        super(function + " answered " + ReturnValue.name(code));
        this.code = code;
    }

    /** What it answered, if the standard or a vendor's extension that is known here has it. */
    public Optional<ReturnValue> value() {
        return ReturnValue.of(code);
    }

    public boolean is(ReturnValue value) {
        return code == value.code();
    }

    /** Its name in the standard, or its number. */
    public String name() {
        return ReturnValue.name(code);
    }
}
