package io.keywright.server.identity.trust;

import io.keywright.core.journal.StoreException;
import io.keywright.core.trust.TrustAnchorStore;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Where trust comes from: the authorities of the configuration, those in the store, and the lists of the revoked. */
public final class TrustSource {

    /** What trust was made of; equal inputs make equal trust. */
    private record Inputs(List<UUID> anchors, List<String> lists) {}

    private final Set<X509Certificate> configured;
    private final TrustAnchorStore store;
    private final CrlFiles crls;
    private final ClientTrust trust = new ClientTrust(new Trusted(Set.of(), Map.of(), RevocationLists.none()));
    private Inputs inForce = new Inputs(List.of(), List.of());
    private boolean read;

    /** Trusts nobody until it was {@linkplain #reload read}; {@code configured} may vouch for everybody. */
    public TrustSource(Set<X509Certificate> configured, TrustAnchorStore store, CrlFiles crls) {
        this.configured = Set.copyOf(configured);
        this.store = store;
        this.crls = crls;
    }

    /** The trust that follows this source. */
    public ClientTrust trust() {
        return trust;
    }

    /**
     * Reads everything again and puts it in force if it has changed. If it fails, what was in force stays. Blocks.
     *
     * @throws StoreException if the store cannot be read
     * @throws IOException if a file with revocation lists cannot be read
     * @throws GeneralSecurityException if one does not hold any
     */
    public synchronized void reload() throws StoreException, IOException, GeneralSecurityException {
        List<TrustAnchor> anchors = store.trustAnchors();
        Inputs inputs = new Inputs(anchors.stream().map(TrustAnchor::anchorId).toList(), crls.content());
        if (!read || !inputs.equals(inForce)) {
            trust.replace(trusted(anchors, crls.parse(inputs.lists())));
            inForce = inputs;
            read = true;
        }
    }

    private Trusted trusted(List<TrustAnchor> anchors, RevocationLists lists) throws GeneralSecurityException {
        Set<java.security.cert.TrustAnchor> shared = new HashSet<>();
        configured.forEach(it -> shared.add(new java.security.cert.TrustAnchor(it, null)));
        Map<Scope, Set<java.security.cert.TrustAnchor>> ofScopes = new HashMap<>();
        for (TrustAnchor anchor : anchors) {
            Set<java.security.cert.TrustAnchor> vouching =
                    anchor.scope().tenantId().equals(Scope.GLOBAL)
                            ? shared
                            : ofScopes.computeIfAbsent(anchor.scope(), scope -> new HashSet<>());
            vouching.add(new java.security.cert.TrustAnchor(parse(anchor.certificate()), null));
        }
        return new Trusted(shared, ofScopes, lists);
    }

    private static X509Certificate parse(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
