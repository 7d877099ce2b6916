package io.keywright.server.listen;

import io.keywright.core.trust.TrustedAuthority;
import io.keywright.model.pem.PemFile;
import io.keywright.server.config.Faults;
import io.keywright.server.config.KeywrightConfig.Tls;
import io.keywright.server.crypto.NativeCrypto;
import io.keywright.server.identity.trust.CrlFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** The certificate chain, the private key that belongs to it, and the authorities of clients. */
public final class TlsFiles {

    private static final String CERTIFICATE = "keywright.tls.certificate";
    private static final String KEY = "keywright.tls.key";
    private static final String CLIENT_CA = "keywright.tls.client-ca";
    private static final String CLIENT_CRL = "keywright.tls.client-crl";

    private TlsFiles() {}

    /** Notes which of the files are missing, cannot be read, or do not belong together. Changes nothing. */
    public static void check(Tls tls, Faults faults) {
        List<X509Certificate> chain = certificates(CERTIFICATE, tls.certificate(), faults);
        checkKey(tls.key(), chain, faults);
        certificates(CLIENT_CA, tls.clientCa(), faults).forEach(it -> checkAuthority(it, tls.clientCa(), faults));
        tls.clientCrl().orElse(List.of()).forEach(file -> checkLists(file, faults));
    }

    private static void checkAuthority(X509Certificate certificate, Path file, Faults faults) {
        new TrustedAuthority(certificate)
                .fault()
                .ifPresent(fault -> faults.add(
                        CLIENT_CA,
                        file + " holds " + certificate.getSubjectX500Principal() + ", which cannot vouch for clients: "
                                + fault.clause() + ". Take it out of the file."));
    }

    private static void checkLists(Path file, Faults faults) {
        try {
            CrlFiles.check(file);
        } catch (IOException e) {
            faults.add(CLIENT_CRL, e.getMessage() + " Put complete lists there, or leave the file out.");
        }
    }

    private static List<X509Certificate> certificates(String property, Path file, Faults faults) {
        try {
            return new PemFile(file).certificates();
        } catch (IOException e) {
            faults.add(property, e.getMessage() + " Put the certificates there, or set another file.");
            return List.of();
        }
    }

    /** @param chain empty if it cannot be read; any key is then as good as another */
    private static void checkKey(Path file, List<X509Certificate> chain, Faults faults) {
        try {
            byte[] key = new PemFile(file).privateKey();
            faults.unless(
                    chain.isEmpty() || belong(key, chain.getFirst().getPublicKey()),
                    KEY,
                    file + " is not the key of " + CERTIFICATE + ". Set the two that belong together.");
        } catch (IOException e) {
            faults.add(KEY, e.getMessage() + " Put the certificate's key there, or set another file.");
        }
    }

    /** Whether what the one signs the other verifies. In native code, for in a JVM this young it is a tenth of a start. */
    private static boolean belong(byte[] key, PublicKey certified) {
        String algorithm = certified.getAlgorithm();
        try {
            Signature signature = NativeCrypto.signature(
                    switch (algorithm) {
                        case "EC" -> "SHA256withECDSA";
                        case "RSA" -> "SHA256withRSA";
                        default -> algorithm;
                    });
            signature.initSign(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key)));
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
