package io.keywright.pki.validation;

import io.keywright.model.WireName;
import java.util.Optional;

/** What a certificate is to be good for: the purpose that its extended key usage must name, if it has one (RFC 5280, section 4.2.1.12). */
public enum Purpose implements WireName {
    CLIENT("client", "1.3.6.1.5.5.7.3.2"),
    SERVER("server", "1.3.6.1.5.5.7.3.1"),
    CODE_SIGNING("code_signing", "1.3.6.1.5.5.7.3.3"),
    EMAIL("email", "1.3.6.1.5.5.7.3.4"),
    /** Whatever it was made for. */
    ANY("any", "");

    private final String wireName;
    private final String identifier;

    Purpose(String wireName, String identifier) {
        this.wireName = wireName;
        this.identifier = identifier;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The object identifier; empty if any will do. */
    Optional<String> identifier() {
        return Optional.of(identifier).filter(it -> !it.isEmpty());
    }
}
