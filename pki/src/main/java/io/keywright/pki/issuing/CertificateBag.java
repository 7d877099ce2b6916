package io.keywright.pki.issuing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.util.CollectionStore;

/** Certificates in one envelope that nobody has signed: PKCS #7 "certs-only" (RFC 5272, section 4.1). */
public final class CertificateBag {

    private CertificateBag() {}

    /**
     * The envelope, in DER.
     *
     * @param certificates DER
     */
    public static byte[] of(List<byte[]> certificates) {
        try {
            List<X509CertificateHolder> holders = new ArrayList<>();
            for (byte[] certificate : certificates) {
                holders.add(new X509CertificateHolder(certificate));
            }
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addCertificates(new CollectionStore<>(holders));
            return generator.generate(new CMSAbsentContent()).getEncoded("DER");
        } catch (IOException | CMSException e) {
            throw new IllegalStateException("certificates cannot be put together", e);
        }
    }
}
