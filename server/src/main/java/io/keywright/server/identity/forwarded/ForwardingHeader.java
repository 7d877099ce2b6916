package io.keywright.server.identity.forwarded;

import java.util.Optional;

/** The header in which proxies say whose certificate they were shown. One is chosen; the others say nothing. */
public enum ForwardingHeader {
    /** RFC 9440: the DER form, as a byte sequence of RFC 8941. */
    CLIENT_CERT("Client-Cert", Optional.of("Client-Cert-Chain")),
    /** PEM, in one line or URL-encoded, or the DER form in Base64. */
    X_CLIENT_CERTIFICATE("X-Client-Certificate", Optional.empty());

    private final String headerName;
    private final Optional<String> chainName;

    ForwardingHeader(String headerName, Optional<String> chainName) {
        this.headerName = headerName;
        this.chainName = chainName;
    }

    String headerName() {
        return headerName;
    }

    /** The header with the certificates of the issuers. */
    Optional<String> chainName() {
        return chainName;
    }
}
