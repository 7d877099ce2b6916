package io.keywright.server.listen;

import io.keywright.model.pem.PemFile;
import io.keywright.server.config.Faults;
import io.keywright.server.config.KeywrightConfig.Tls;
import io.keywright.server.identity.trust.AuthorityFile;
import io.keywright.server.identity.trust.CrlFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The certificate chain, the private key that belongs to it, and the authorities of clients. */
public final class TlsFiles {

    private static final String CERTIFICATE = "keywright.tls.certificate";
    private static final String KEY = "keywright.tls.key";
    private static final String CLIENT_CA = "keywright.tls.client-ca";
    private static final String CLIENT_CRL = "keywright.tls.client-crl";

    private TlsFiles() {}

    /**
     * Notes which of the files are missing, cannot be read, or do not belong together. Changes nothing.
     *
     * @param strict whether a certificate that is out of its time is a fault
     */
    public static void check(Tls tls, boolean strict, Instant now, Faults faults) {
        checkOwn(tls, strict, now, faults);
        certificates(CLIENT_CA, tls.clientCa(), faults).forEach(it -> checkAuthority(it, tls.clientCa(), faults));
        tls.clientCrl().orElse(List.of()).forEach(file -> checkLists(file, faults));
    }

    private static void checkOwn(Tls tls, boolean strict, Instant now, Faults faults) {
        boolean certified =
                !certificates(CERTIFICATE, tls.certificate(), faults).isEmpty();
        boolean keyed = isKey(tls.key(), faults);
        if (!certified || !keyed) {
            return;
        }
        try {
            ServerCredential own = ServerCredential.read(tls.certificate(), tls.key());
            own.outOfTime(now)
                    .filter(it -> strict)
                    .ifPresent(it -> faults.add(CERTIFICATE, tls.certificate() + " " + it + ". Renew it."));
        } catch (ServerCredential.NotTheKeyException e) {
            faults.add(KEY, e.getMessage() + " Set the two that belong together.");
        } catch (IOException e) {
            faults.add(CERTIFICATE, e.getMessage() + " Put the chain there alone, or set another file.");
        }
    }

    private static void checkAuthority(X509Certificate certificate, Path file, Faults faults) {
        AuthorityFile.unfit(certificate, file)
                .ifPresent(unfit -> faults.add(CLIENT_CA, unfit + " Take it out of the file."));
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

    private static boolean isKey(Path file, Faults faults) {
        try {
            Arrays.fill(new PemFile(file).privateKey(), (byte) 0);
            return true;
        } catch (IOException e) {
            faults.add(KEY, e.getMessage() + " Put the certificate's key there, or set another file.");
            return false;
        }
    }
}
