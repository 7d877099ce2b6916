package io.keywright.core.authority;

import io.keywright.core.authority.CertificateStore.Filter;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Authority;
import io.keywright.model.Caller;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import io.keywright.model.ShownCertificate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows the certificates that were issued in a caller's scope. Calls block. */
public final class CertificateCatalogue {

    private final Authorizer authorizer;
    private final CertificateStore store;

    public CertificateCatalogue(Authorizer authorizer, CertificateStore store) {
        this.authorizer = authorizer;
        this.store = store;
    }

    /** A page of them, in the order in which they were issued, see {@link CertificateStore#certificates}. */
    public List<IssuedCertificate> list(Caller caller, Filter filter, @Nullable UUID after, int limit) {
        authorizer.require(caller, AuthorityCatalogue.READERS);
        try {
            return store.certificates(authorizer.ownScopeOrAll(caller), filter, after, limit);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /**
     * One of them.
     *
     * @throws KeywrightException KEY_NOT_FOUND if there is none of that id, or it is another scope's
     */
    public IssuedCertificate get(Caller caller, UUID certificateId) {
        authorizer.require(caller, AuthorityCatalogue.READERS);
        return in(authorizer.ownScopeOrAll(caller), certificateId);
    }

    /** Whether the authority above it has revoked the authority's own certificate. */
    boolean isRevoked(Authority authority) {
        UUID above = authority.parentId();
        if (above == null) {
            return false;
        }
        try {
            return store.certificate(
                            above,
                            AuthorityCertificate.of(authority).certificate().getSerialNumber())
                    .flatMap(IssuedCertificate::revocation)
                    .isPresent();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** The one of the service's that the caller has shown; empty if it has shown another's, or none. */
    Optional<IssuedCertificate> shownBy(Caller caller) {
        ShownCertificate shown = caller.certificate();
        if (shown == null) {
            return Optional.empty();
        }
        try {
            return store.certificate(shown);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    IssuedCertificate in(Scope scope, UUID certificateId) {
        try {
            return store.certificate(scope, certificateId).orElseThrow(AuthorityRefusals::noCertificate);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
