package io.keywright.core.compliance;

import io.keywright.core.journal.StoreException;
import io.keywright.core.trust.TrustAnchorStore;
import io.keywright.model.CanonicalUuid;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Trust anchors in force, of all tenants and of the platform. There are few. */
public record AnchorSubjects(TrustAnchorStore store) implements Subjects<Subject.OfAnchor> {

    @Override
    public List<Subject.OfAnchor> page(Optional<Subject.OfAnchor> after, int limit) throws StoreException {
        return store.trustAnchors().stream()
                .sorted(Comparator.comparing(TrustAnchor::anchorId))
                .filter(anchor -> after.isEmpty()
                        || anchor.anchorId().compareTo(after.get().anchor().anchorId()) > 0)
                .limit(limit)
                .map(AnchorSubjects::subject)
                .toList();
    }

    @Override
    public Optional<Subject.OfAnchor> find(Scope scope, String name) throws StoreException {
        return store.trustAnchor(scope, CanonicalUuid.parse(name)).map(AnchorSubjects::subject);
    }

    private static Subject.OfAnchor subject(TrustAnchor anchor) {
        try (InputStream der = new ByteArrayInputStream(anchor.certificate())) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der);
            return new Subject.OfAnchor(anchor, certificate.getNotAfter().toInstant());
        } catch (CertificateException | IOException e) {
            throw new IllegalStateException("the certificate of anchor " + anchor.anchorId() + " cannot be read", e);
        }
    }
}
