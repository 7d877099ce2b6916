package io.keywright.core.authority;

import io.keywright.core.journal.StoreException;
import io.keywright.model.RevokedSerial;
import io.keywright.pki.validation.RevocationRegister;
import io.keywright.pki.validation.RevocationStatus;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The certificates of this service's authorities that are revoked, in memory, so that whoever shows one is refused at once,
 * whether or not a list tells of it yet. To ask takes as long whether few are revoked or many, and so does to learn of one
 * more. Thread-safe.
 */
public final class RevokedCertificates implements RevocationRegister {

    private static final int PORTION = 1000;

    private record Name(String issuerKey, BigInteger serial) {}

    private final CertificateStore store;
    private final Set<Name> revoked = ConcurrentHashMap.newKeySet();
    private volatile long position;

    public RevokedCertificates(CertificateStore store) {
        this.store = store;
    }

    /** Learns of what was revoked since it did so last. Blocks; not from two threads at once. */
    public void follow() throws StoreException {
        List<RevokedSerial> portion;
        do {
            portion = store.revokedBehind(position, PORTION);
            for (RevokedSerial each : portion) {
                revoked.add(new Name(each.issuerKey(), each.serial()));
                position = each.position();
            }
        } while (portion.size() == PORTION);
    }

    /** The latest revocation that it knows: one more with each. */
    public long position() {
        return position;
    }

    @Override
    public Optional<RevocationStatus> status(X509Certificate certificate, X509Certificate issuer) {
        return !revoked.isEmpty()
                        && revoked.contains(
                                new Name(AuthorityCertificate.issuerKey(issuer), certificate.getSerialNumber()))
                ? Optional.of(RevocationStatus.REVOKED)
                : Optional.empty();
    }
}
