package io.keywright.pki.issuing;

import io.keywright.model.RevokedSerial;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;

/**
 * A revocation list, before it is signed (RFC 5280, section 5).
 *
 * @param number one more with each list
 */
public record RevocationListDraft(long number, Instant thisUpdate, Instant nextUpdate, List<RevokedSerial> revoked) {

    /** The list, in DER. */
    public byte[] signedBy(Issuer issuer, AuthorityKey issuerKey) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer.name(), Date.from(thisUpdate));
            builder.setNextUpdate(Date.from(nextUpdate));
            revoked.forEach(it -> builder.addCRLEntry(
                    it.serial(),
                    Date.from(it.revocation().at()),
                    it.revocation().reason().code()));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            builder.addExtension(Extension.authorityKeyIdentifier, false, issuer.keyIdentifier());
            return builder.build(new KeySigner(issuerKey)).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("a revocation list cannot be encoded", e);
        }
    }
}
