package io.keywright.server.approval;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import io.keywright.ledger.note.NoteSigner;
import java.util.Set;

/** Signs {@code EdDSA} (RFC 8037) with the key that signs receipts; what it signs begins like none of those. */
final class LedgerKeySigner extends BaseJWSProvider implements JWSSigner {

    private final NoteSigner key;

    LedgerKeySigner(NoteSigner key) {
        super(Set.of(JWSAlgorithm.EdDSA));
        this.key = key;
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] signingInput) {
        return Base64URL.encode(key.sign(signingInput));
    }
}
