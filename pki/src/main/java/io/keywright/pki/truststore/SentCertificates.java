package io.keywright.pki.truststore;

import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import io.keywright.pki.truststore.TrustStoreException.Kind;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Certificates in a text, in whatever form their owner has them: PEM, with other text around it; or DER, PKCS#7 or PKCS#12 in
 * Base64. What is sent to be trusted is looked at whole: nothing in it is passed over.
 */
public final class SentCertificates {

    /** What DER of any of these forms begins with. */
    private static final byte SEQUENCE = 0x30;

    private static final byte INTEGER = 0x02;
    private static final byte PFX_VERSION = 3;

    private SentCertificates() {}

    /**
     * All certificates in {@code text}, in their order, at least one.
     *
     * @param password of a PKCS#12 file; empty for none
     * @throws TrustStoreException if there is none, or anything else
     */
    public static List<X509Certificate> read(String text, Optional<char[]> password) throws TrustStoreException {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (Pem.isIn(bytes)) {
                return PemCertificates.only(text);
            }
            byte[] der = Base64.getDecoder().decode(text.replaceAll("[ \t\r\n]", ""));
            return isPkcs12(der) ? Pkcs12File.read(der, password) : PemCertificates.inFile(der);
        } catch (PemException e) {
            throw unreadable(e);
        } catch (IllegalArgumentException e) {
            throw new TrustStoreException(Kind.FORM, "is neither PEM nor Base64");
        }
    }

    /** Whether it begins as PKCS#12 does, SEQUENCE { INTEGER 3, and so no certificate. */
    private static boolean isPkcs12(byte[] der) {
        int header = 2 + (der.length > 1 && der[1] < 0 ? der[1] & 0x7f : 0);
        return der.length > header + 2
                && der[0] == SEQUENCE
                && der[header] == INTEGER
                && der[header + 1] == 1
                && der[header + 2] == PFX_VERSION;
    }

    static TrustStoreException unreadable(PemException fault) {
        return new TrustStoreException(
                fault.kind() == PemException.Kind.KEY ? Kind.KEY : Kind.FORM, String.valueOf(fault.getMessage()));
    }
}
