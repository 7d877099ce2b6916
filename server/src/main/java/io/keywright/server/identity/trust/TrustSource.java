package io.keywright.server.identity.trust;

import io.keywright.core.journal.StoreException;
import io.keywright.core.trust.TrustAnchorStore;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where trust comes from: the authorities of the configuration, those in the store, and the lists of the revoked. */
public final class TrustSource {

    private final Set<X509Certificate> configured;
    private final TrustAnchorStore store;
    private final CrlFiles crls;
    private final ClientTrust trust = new ClientTrust(new Trusted(Set.of(), Map.of(), RevocationLists.none()));
    private List<TrustAnchor> anchors = List.of();
    private boolean behind = true;
    private List<String> lists = List.of();
    private RevocationLists revocations = RevocationLists.none();

    /** Trusts nobody until it was {@linkplain #follow read}; {@code configured} may vouch for everybody. */
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
     * Reads the store's anchors again and puts them in force. If it fails, what was in force stays until {@link #follow}
     * succeeds. Blocks.
     *
     * @throws StoreException if the store cannot be read
     */
    public synchronized void reload() throws StoreException {
        behind = true;
        anchors = store.trustAnchors();
        trust.replace(trusted());
        behind = false;
    }

    /**
     * Puts in force what has changed in the files, and what could not be read before. To be called every few seconds; blocks.
     *
     * @throws StoreException if the store cannot be read
     * @throws IOException if a file cannot be read
     * @throws GeneralSecurityException if a file holds something else than revocation lists
     */
    public synchronized void follow() throws StoreException, IOException, GeneralSecurityException {
        if (behind) {
            reload();
        }
        List<String> content = crls.content();
        if (!content.equals(lists)) {
            revocations = crls.parse(content);
            lists = content;
            trust.replace(trusted());
        }
    }

    private Trusted trusted() throws StoreException {
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
        return new Trusted(shared, ofScopes, revocations);
    }

    private static X509Certificate parse(byte[] der) throws StoreException {
        try {
            return PemCertificates.one(der);
        } catch (PemException e) {
            throw new StoreException("A trust anchor in the store is no certificate. Restore it from a backup.", e);
        }
    }
}
