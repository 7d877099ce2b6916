package io.keywright.server.keys;

import io.keywright.core.authority.CertificateStore;
import io.keywright.core.journal.StoreException;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.RevocationListState;
import io.keywright.model.RevokedSerial;
import io.keywright.model.Scope;
import io.keywright.model.ShownCertificate;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A store that has everybody wait who reads what one authority has revoked.
 *
 * @param reached opens as soon as somebody waits
 * @param gate lets them go on once it is open
 */
record HeldUpCertificates(CertificateStore store, UUID heldUp, CountDownLatch reached, CountDownLatch gate)
        implements CertificateStore {

    @Override
    public List<RevokedSerial> revoked(UUID authorityId, Instant since) throws StoreException {
        if (authorityId.equals(heldUp)) {
            reached.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return store.revoked(authorityId, since);
    }

    @Override
    public Optional<IssuedCertificate> certificate(Scope scope, UUID certificateId) throws StoreException {
        return store.certificate(scope, certificateId);
    }

    @Override
    public Optional<IssuedCertificate> certificate(UUID authorityId, BigInteger serial) throws StoreException {
        return store.certificate(authorityId, serial);
    }

    @Override
    public Optional<IssuedCertificate> certificate(ShownCertificate shown) throws StoreException {
        return store.certificate(shown);
    }

    @Override
    public List<IssuedCertificate> certificates(Scope scope, Filter filter, @Nullable UUID after, int limit)
            throws StoreException {
        return store.certificates(scope, filter, after, limit);
    }

    @Override
    public List<IssuedCertificate> renewals(UUID certificateId, Instant now, int limit) throws StoreException {
        return store.renewals(certificateId, now, limit);
    }

    @Override
    public RevocationListState revocationList(UUID authorityId) throws StoreException {
        return store.revocationList(authorityId);
    }

    @Override
    public List<UUID> dueLists(Instant now) throws StoreException {
        return store.dueLists(now);
    }

    @Override
    public List<RevokedSerial> revokedBehind(long position, int limit) throws StoreException {
        return store.revokedBehind(position, limit);
    }
}
