package io.keywright.server.harness;

import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.Credential;
import io.keywright.pki.DevelopmentPki;
import io.keywright.pki.issuing.SpiffeId;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;

/** An installation's authority, which issues any client certificate that a test asks for, good ones and bad ones. */
public final class Certificates {

    private static final Duration LIFE = Duration.ofHours(1);

    private final CertificateAuthority authority;

    /** Makes the development PKI in {@code data} and goes on issuing where it stopped. */
    Certificates(Path data) {
        try {
            this.authority =
                    new CertificateAuthority(DevelopmentPki.ensure(data).ca().read());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the authority that was just made cannot be read", e);
        }
    }

    /** A good certificate. */
    public Credential of(Identity identity) {
        return of(identity.spiffeId());
    }

    /** A good certificate of a platform module, which belongs to no tenant. */
    public Credential ofPlatform(String module) {
        return of(SpiffeId.ofPlatform(Identity.DOMAIN, module));
    }

    /** A certificate with these SAN URIs, sensible or not. */
    public Credential withUris(String... uris) {
        return withNames(new SubjectNames(Arrays.stream(uris).map(URI::create).toList(), List.of(), List.of()));
    }

    /** A certificate with these names. */
    public Credential withNames(SubjectNames names) {
        return authority.issueClient(new X500Principal("CN=client"), names, fromNow());
    }

    /** A certificate with this subject, as RFC 2253 writes it, and these names. */
    public Credential withSubject(String subject, SubjectNames names) {
        return authority.issueClient(new X500Principal(subject), names, fromNow());
    }

    /** The installation's own authority. */
    public CertificateAuthority authority() {
        return authority;
    }

    /** A certificate that was good until an hour ago. */
    public Credential expired(Identity identity) {
        Instant end = Instant.now().minus(Duration.ofHours(1));
        return authority.issueClient("client", identity.spiffeId(), new Validity(end.minus(LIFE), end));
    }

    /** A certificate that is good for {@code rest} from now on. */
    public Credential expiring(Identity identity, Duration rest) {
        Instant end = Instant.now().plus(rest);
        return authority.issueClient("client", identity.spiffeId(), new Validity(end.minus(LIFE), end));
    }

    /** A certificate that will be good in an hour. */
    public Credential notYetValid(Identity identity) {
        Instant start = Instant.now().plus(Duration.ofHours(1));
        return authority.issueClient("client", identity.spiffeId(), new Validity(start, start.plus(LIFE)));
    }

    /** A certificate that an authority of the same name, but not the same key, issued. */
    public Credential ofImpostor(Identity identity) {
        String name = authority.certificate().getSubjectX500Principal().getName();
        CertificateAuthority impostor =
                CertificateAuthority.create(name.replaceFirst("^CN=", ""), Validity.from(Instant.now(), LIFE));
        return impostor.issueClient("client", identity.spiffeId(), fromNow());
    }

    /** A certificate that is good for a server only. */
    public Credential ofServer() {
        return authority.issueServer("localhost", SubjectNames.ofLoopback(), fromNow());
    }

    /** What the server's certificate is checked against. */
    public X509Certificate trusted() {
        return authority.certificate();
    }

    /** A client's TLS that has nothing to show. */
    public SSLContext tlsOfNobody() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("trusted", trusted());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot make a TLS context", e);
        }
    }

    /** A client's TLS that shows {@code credential}. */
    public SSLContext tls(Credential credential) {
        return credential.sslContext(trusted());
    }

    private Credential of(SpiffeId id) {
        return authority.issueClient("client", id, fromNow());
    }

    private static Validity fromNow() {
        return Validity.from(Instant.now(), LIFE);
    }
}
