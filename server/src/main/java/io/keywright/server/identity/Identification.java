package io.keywright.server.identity;

import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import java.util.Optional;

/** What became of a request's credentials. */
public sealed interface Identification {

    /** They name one caller. */
    record Known(Caller caller) implements Identification {}

    /**
     * They are refused.
     *
     * @param certified whom the certificate names, if only the token is at fault
     */
    record Refused(KeywrightException refusal, Optional<Caller> certified) implements Identification {}
}
