package io.keywright.server.identity.certificate;

import io.keywright.model.Caller;

/** Who holds a certificate that was found good. */
public sealed interface Holder {

    /** A caller. */
    record Direct(Caller caller) implements Holder {}

    /** A proxy, which speaks for the callers behind it and never for itself. */
    record Proxy() implements Holder {}
}
