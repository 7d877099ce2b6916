package io.keywright.model.pem;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Certificates in PEM, and in files also in the other forms that tools write: DER and PKCS#7. Says nothing about trust. */
public final class PemCertificates {

    /** What DER of any of these forms begins with. */
    private static final byte SEQUENCE = 0x30;

    private static final Set<String> ONE = Set.of(PemBlock.CERTIFICATE, "X509 CERTIFICATE");
    private static final Set<String> PKCS7 = Set.of("PKCS7", "CMS");
    /** What stands beside a certificate in one file, and is no certificate to be missed. */
    private static final Set<String> KEYS =
            Set.of(PemBlock.PRIVATE_KEY, "EC PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "EC PARAMETERS");

    private PemCertificates() {}

    /**
     * All certificates in a file's content, in their order, at least one.
     *
     * @throws PemException if there is none, one that is not whole, or something that would be dropped in silence
     */
    public static List<X509Certificate> inFile(byte[] content) throws PemException {
        List<X509Certificate> found = new ArrayList<>();
        if (content.length > 0 && content[0] == SEQUENCE && !Pem.isIn(content)) {
            found.addAll(parse(content));
        } else {
            for (PemBlock block : Pem.blocks(content)) {
                found.addAll(in(block));
            }
        }
        if (found.isEmpty()) {
            throw PemException.form("holds no certificate in PEM, DER or PKCS#7");
        }
        return List.copyOf(found);
    }

    /**
     * All certificates in a text, in their order, at least one; other text may stand around their blocks, but no other block.
     *
     * @throws PemException if there is none, one that is not whole, or something else, a private key included
     */
    public static List<X509Certificate> only(String text) throws PemException {
        List<X509Certificate> found = new ArrayList<>();
        for (PemBlock block : Pem.blocks(text)) {
            if (KEYS.contains(block.label())) {
                throw PemException.form("holds something else than certificates, labelled " + block.label());
            }
            found.addAll(in(block));
        }
        if (found.isEmpty()) {
            throw PemException.form("holds no certificate");
        }
        return List.copyOf(found);
    }

    /**
     * The one certificate in a text; other text may stand around its block, but no other block.
     *
     * @throws PemException if there is not exactly one
     */
    public static X509Certificate one(String text) throws PemException {
        List<PemBlock> blocks = Pem.blocks(text);
        if (blocks.size() != 1) {
            throw PemException.form(blocks.isEmpty() ? "holds no block in PEM" : "holds more than one block in PEM");
        }
        PemBlock only = blocks.get(0);
        if (!ONE.contains(only.label())) {
            throw PemException.form("holds something else, labelled " + only.label());
        }
        return one(only.content());
    }

    /**
     * The certificate that {@code der} is, and nothing after it.
     *
     * @throws PemException if it is none
     */
    public static X509Certificate one(byte[] der) throws PemException {
        List<X509Certificate> found = parse(der);
        try {
            if (found.size() == 1 && Arrays.equals(found.get(0).getEncoded(), der)) {
                return found.get(0);
            }
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was just read has no encoding", e);
        }
        throw PemException.form("holds more, or less, than a certificate where one should be");
    }

    private static List<X509Certificate> in(PemBlock block) throws PemException {
        if (ONE.contains(block.label())) {
            return List.of(one(block.content()));
        }
        if (PKCS7.contains(block.label())) {
            return parse(block.content());
        }
        if (KEYS.contains(block.label())) {
            return List.of();
        }
        throw PemException.form(
                block.is("TRUSTED CERTIFICATE")
                        ? "holds a TRUSTED CERTIFICATE, OpenSSL's own form; openssl x509 -in FILE writes a plain one"
                        : "holds something else than certificates, labelled " + block.label());
    }

    private static List<X509Certificate> parse(byte[] der) throws PemException {
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(der));
            return found.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException e) {
            if (ExplicitCurve.isIn(der)) {
                throw PemException.key("holds a certificate whose EC key " + ExplicitCurve.ADVICE);
            }
            throw PemException.form("holds a certificate that cannot be read");
        }
    }
}
