package io.keywright.server.identity.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.identity.certificate.CertificateCheck;
import io.keywright.server.identity.certificate.CertificateHolders;
import io.keywright.server.identity.certificate.CertificateIdentity;
import io.keywright.server.identity.certificate.Holder;
import io.netty.handler.ssl.util.LazyX509Certificate;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/** What is remembered of a certificate goes with its connection. */
class CertificateHoldersTest {

    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    private final Issued root = Issued.authority("Root").bySelf();
    private final CertificateHolders holders = new CertificateHolders(new CertificateCheck(
            new CertificateIdentity(Optional.empty()),
            new ClientTrust(
                    new Trusted(Set.of(new TrustedAuthority(root.certificate())), Map.of(), Revocations.none()),
                    () -> Issued.NOW),
            Set.of(),
            () -> Issued.NOW));

    CertificateHoldersTest() throws Exception {}

    @Test
    void nothingOfItKeepsACertificateAlive() throws Exception {
        WeakReference<Certificate> gone = connected();
        long end = System.nanoTime() + PATIENCE;
        while (gone.get() != null && System.nanoTime() < end) {
            System.gc();
        }
        assertThat(gone.get()).isNull();
    }

    /** A connection that is closed again. As TLS in native code does, it has a certificate object of its own. */
    private WeakReference<Certificate> connected() throws Exception {
        Certificate certificate = new LazyX509Certificate(Issued.client("spiffe://test.keywright/module/app")
                .by(root)
                .certificate()
                .getEncoded());
        SSLSession session = (SSLSession) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SSLSession.class}, (proxy, method, arguments) ->
                        new Certificate[] {certificate});
        assertThat(holders.of(session)).isInstanceOf(Holder.Direct.class);
        return new WeakReference<>(certificate);
    }
}
