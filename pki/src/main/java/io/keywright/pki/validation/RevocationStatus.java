package io.keywright.pki.validation;

import io.keywright.model.WireName;
import java.util.Locale;

/** Whether a certificate was revoked, as far as is known. */
public enum RevocationStatus implements WireName {
    GOOD,
    REVOKED,
    UNKNOWN;

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
