package io.keywright.server.identity;

import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import java.util.Optional;

/** What became of a request's credentials. */
public sealed interface Identification {

    /** Whom the certificate names, if it is good. */
    Optional<Caller> certified();

    /** They name one caller. */
    record Known(Caller caller) implements Identification {
        @Override
        public Optional<Caller> certified() {
            return Optional.of(caller);
        }
    }

    /**
     * They are refused.
     *
     * @param certified whom the certificate names, if only the token is at fault
     */
    record Refused(KeywrightException refusal, Optional<Caller> certified) implements Identification {}
}
