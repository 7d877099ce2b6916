package io.keywright.core.authority;

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
import org.jspecify.annotations.Nullable;

/** What authorities have issued and revoked. Calls block. */
public interface CertificateStore {

    /**
     * Narrows certificates; what is null narrows nothing.
     *
     * @param revoked whether they are
     * @param endsBefore when they end at the latest
     */
    record Filter(
            @Nullable UUID authorityId,
            @Nullable String module,
            @Nullable Boolean revoked,
            @Nullable Instant endsBefore) {}

    /** One of a scope. */
    Optional<IssuedCertificate> certificate(Scope scope, UUID certificateId) throws StoreException;

    /** One that an authority issued, whosever it is. */
    Optional<IssuedCertificate> certificate(UUID authorityId, BigInteger serial) throws StoreException;

    /** The one of that number that is the same, byte by byte, whichever authority issued it. */
    Optional<IssuedCertificate> certificate(ShownCertificate shown) throws StoreException;

    /**
     * A page of a scope's, in the order in which they were issued.
     *
     * @param after the last of the page before; null for the first page
     */
    List<IssuedCertificate> certificates(Scope scope, Filter filter, @Nullable UUID after, int limit)
            throws StoreException;

    /**
     * What was renewed from that certificate, and from that again, as far as it is not revoked and does not end before {@code
     * now}: the first {@code limit} of them, in the order in which they were issued.
     */
    List<IssuedCertificate> renewals(UUID certificateId, Instant now, int limit) throws StoreException;

    /** How the authority's revocation list stands. */
    RevocationListState revocationList(UUID authorityId) throws StoreException;

    /**
     * The authorities whose revocation list is not {@linkplain RevocationListState#isFresh fresh} at {@code now}, in the order
     * in which they were made: but for those that have no certificate yet, and those whose key is destroyed.
     */
    List<UUID> dueLists(Instant now) throws StoreException;

    /** The authority's revoked certificates that end, or would have ended, after {@code since}. */
    List<RevokedSerial> revoked(UUID authorityId, Instant since) throws StoreException;

    /** Revoked certificates of all authorities, from behind a {@linkplain RevokedSerial#position position} on, in that order. */
    List<RevokedSerial> revokedBehind(long position, int limit) throws StoreException;
}
