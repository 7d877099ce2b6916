package io.keywright.model.pem;

import java.io.ByteArrayInputStream;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;

/** Certificate revocation lists (RFC 5280, section 5) in PEM or DER. Says nothing about who signed them. */
final class PemRevocationLists {

    private static final String LABEL = "X509 CRL";
    private static final byte SEQUENCE = 0x30;

    private PemRevocationLists() {}

    /**
     * All lists in a file's content, in their order, at least one.
     *
     * @throws PemException if there is none, one that is not whole, or something else
     */
    static List<X509CRL> inFile(byte[] content) throws PemException {
        List<X509CRL> found = new ArrayList<>();
        if (content.length > 0 && content[0] == SEQUENCE && !Pem.isIn(content)) {
            found.add(one(content));
        } else {
            for (PemBlock block : Pem.blocks(content)) {
                if (!block.is(LABEL)) {
                    throw PemException.form("holds something else than revocation lists, labelled " + block.label());
                }
                found.add(one(block.content()));
            }
        }
        if (found.isEmpty()) {
            throw PemException.form("holds no certificate revocation list in PEM or DER");
        }
        return List.copyOf(found);
    }

    private static X509CRL one(byte[] der) throws PemException {
        try {
            ByteArrayInputStream rest = new ByteArrayInputStream(der);
            CRL list = CertificateFactory.getInstance("X.509").generateCRL(rest);
            if (list instanceof X509CRL x509 && rest.available() == 0) {
                return x509;
            }
            throw PemException.form("holds more than a revocation list where one should be");
        } catch (CertificateException | CRLException e) {
            throw PemException.form("holds a revocation list that cannot be read");
        }
    }
}
