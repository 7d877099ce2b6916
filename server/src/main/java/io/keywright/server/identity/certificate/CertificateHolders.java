package io.keywright.server.identity.certificate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.model.KeywrightException;
import io.keywright.server.identity.certificate.CertificateCheck.Verdict;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the certificate of a connection. TLS has checked it once; here it is checked again whenever trust has changed
 * since, so that neither an open connection nor a resumed session outlives a withdrawal. Thread-safe.
 */
public final class CertificateHolders {

    private final CertificateCheck check;
    private final Cache<Certificate, Verdict> known =
            Caffeine.newBuilder().weakKeys().build();

    public CertificateHolders(CertificateCheck check) {
        this.check = check;
    }

    /**
     * Who is at the other end.
     *
     * @throws KeywrightException UNAUTHENTICATED if there is no certificate, or none that is good
     */
    public Holder of(@Nullable SSLSession session) {
        Certificate[] chain = chain(session);
        Verdict verdict = known.getIfPresent(chain[0]);
        if (verdict == null || !check.holds(verdict)) {
            verdict = check.judge(x509(chain));
            known.put(chain[0], verdict);
        }
        return verdict.holder();
    }

    private static Certificate[] chain(@Nullable SSLSession session) {
        try {
            if (session != null) {
                return session.getPeerCertificates();
            }
        } catch (SSLPeerUnverifiedException e) {
            throw CertificateCheck.unauthenticated("no_certificate", "Connect with a client certificate.");
        }
        throw CertificateCheck.unauthenticated("no_certificate", "Connect by HTTPS with a client certificate.");
    }

    private static List<X509Certificate> x509(Certificate[] chain) {
        return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    }
}
