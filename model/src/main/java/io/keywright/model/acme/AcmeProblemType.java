package io.keywright.model.acme;

import io.keywright.model.WireName;

/** What went wrong, as ACME clients know it (RFC 8555, section 6.7): below {@code urn:ietf:params:acme:error:}. */
public enum AcmeProblemType implements WireName {
    ACCOUNT_DOES_NOT_EXIST("accountDoesNotExist"),
    ALREADY_REVOKED("alreadyRevoked"),
    BAD_CSR("badCSR"),
    BAD_NONCE("badNonce"),
    BAD_PUBLIC_KEY("badPublicKey"),
    BAD_REVOCATION_REASON("badRevocationReason"),
    BAD_SIGNATURE_ALGORITHM("badSignatureAlgorithm"),
    CONNECTION("connection"),
    DNS("dns"),
    EXTERNAL_ACCOUNT_REQUIRED("externalAccountRequired"),
    INCORRECT_RESPONSE("incorrectResponse"),
    MALFORMED("malformed"),
    ORDER_NOT_READY("orderNotReady"),
    RATE_LIMITED("rateLimited"),
    REJECTED_IDENTIFIER("rejectedIdentifier"),
    SERVER_INTERNAL("serverInternal"),
    UNAUTHORIZED("unauthorized"),
    UNSUPPORTED_IDENTIFIER("unsupportedIdentifier");

    private final String wireName;

    AcmeProblemType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
