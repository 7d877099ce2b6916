package io.keywright.pki.truststore;

import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import io.keywright.pki.truststore.TrustStoreException.Kind;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.jspecify.annotations.Nullable;

/** Certificates in PKCS#12 (RFC 7292), as trust stores have them: any number, and no private key. */
public final class Pkcs12File {

    /** The attribute by which the JDK knows a trusted certificate from one of somebody's chain. */
    private static final ASN1ObjectIdentifier TRUSTED_KEY_USAGE =
            new ASN1ObjectIdentifier("2.16.840.1.113894.746875.1.1");

    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private Pkcs12File() {}

    /**
     * All certificates in {@code der}, at least one.
     *
     * @param password empty if there is none, which opens what is not encrypted
     * @throws TrustStoreException if it is no such file, cannot be opened, costs too much, or holds a private key
     */
    static List<X509Certificate> read(byte[] der, Optional<char[]> password) throws TrustStoreException {
        try {
            Pfx file = Pfx.getInstance(der);
            PKCS12PfxPdu parts = new PKCS12PfxPdu(file);
            requireBearable(file.getMacData(), parts.getContentInfos());
            requireWhole(parts, password);
            List<X509Certificate> found = new ArrayList<>();
            for (ContentInfo part : parts.getContentInfos()) {
                for (PKCS12SafeBag bag : bags(part, password)) {
                    add(bag, found);
                }
            }
            return found;
        } catch (PKCSException | RuntimeException e) {
            // Where a part is missing, Bouncy Castle throws what comes of that: null pointers, wrong casts and indices.
            throw new TrustStoreException(Kind.FORM, "is a PKCS#12 file that cannot be read");
        }
    }

    private static void requireBearable(@Nullable MacData mac, ContentInfo[] parts) throws TrustStoreException {
        Pkcs12Work work = new Pkcs12Work();
        if (mac != null) {
            work.count(mac);
        }
        for (ContentInfo part : parts) {
            if (isEncrypted(part)) {
                work.count(part);
            }
        }
    }

    private static boolean isEncrypted(ContentInfo part) {
        return PKCSObjectIdentifiers.encryptedData.equals(part.getContentType());
    }

    private static void requireWhole(PKCS12PfxPdu file, Optional<char[]> password)
            throws PKCSException, TrustStoreException {
        if (file.hasMac()
                && (password.isEmpty()
                        || !file.isMacValid(
                                new JcePKCS12MacCalculatorBuilderProvider().setProvider(PROVIDER), password.get()))) {
            throw locked();
        }
    }

    private static PKCS12SafeBag[] bags(ContentInfo part, Optional<char[]> password)
            throws PKCSException, TrustStoreException {
        if (!isEncrypted(part)) {
            return new PKCS12SafeBagFactory(part).getSafeBags();
        }
        InputDecryptorProvider decryption = new JcePKCSPBEInputDecryptorProviderBuilder()
                .setProvider(PROVIDER)
                .build(password.orElseThrow(Pkcs12File::locked));
        try {
            return new PKCS12SafeBagFactory(part, decryption).getSafeBags();
        } catch (PKCSException | IllegalArgumentException e) {
            throw locked();
        }
    }

    private static void add(PKCS12SafeBag bag, List<X509Certificate> found) throws TrustStoreException {
        ASN1ObjectIdentifier type = bag.getType();
        if (PKCSObjectIdentifiers.keyBag.equals(type) || PKCSObjectIdentifiers.pkcs8ShroudedKeyBag.equals(type)) {
            throw new TrustStoreException(
                    Kind.PRIVATE_KEY, "holds a private key; keep that, and send its certificates alone");
        }
        if (!(bag.getBagValue() instanceof X509CertificateHolder certificate)) {
            throw new TrustStoreException(Kind.FORM, "is a PKCS#12 file with something else than certificates");
        }
        try {
            found.add(PemCertificates.one(certificate.getEncoded()));
        } catch (PemException e) {
            throw SentCertificates.unreadable(e);
        } catch (IOException e) {
            throw new TrustStoreException(Kind.FORM, "holds a certificate that cannot be read");
        }
    }

    private static TrustStoreException locked() {
        return new TrustStoreException(
                Kind.PASSWORD, "is a PKCS#12 file that the password does not open, or that was altered");
    }

    /**
     * A file with these certificates, in DER, each trusted for everything, and named by its place. It is neither encrypted nor
     * protected by a password, which everybody would know, and so the same for the same certificates.
     */
    public static byte[] write(List<byte[]> certificates) {
        try {
            PKCS12PfxPduBuilder file = new PKCS12PfxPduBuilder();
            int place = 0;
            for (byte[] certificate : certificates) {
                place++;
                file.addData(trusted(certificate, "anchor-" + place));
            }
            return file.build(null, new char[0]).getEncoded();
        } catch (PKCSException | IOException e) {
            throw new IllegalStateException("certificates could not be written as PKCS#12", e);
        }
    }

    private static PKCS12SafeBag trusted(byte[] certificate, String name) throws IOException {
        return new PKCS12SafeBagBuilder(new X509CertificateHolder(certificate))
                .addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, new DERBMPString(name))
                .addBagAttribute(TRUSTED_KEY_USAGE, KeyPurposeId.anyExtendedKeyUsage)
                .build();
    }
}
