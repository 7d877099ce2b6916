package io.keywright.server.identity.trust;

import io.keywright.core.trust.AuthoritiesInForce;
import io.keywright.model.Scope;
import io.keywright.model.Voucher;
import io.keywright.pki.validation.CertificateStrength;
import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.identity.trust.Untrusted.Reason;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a client certificate is to be trusted: valid now, made for clients, strong enough, not revoked, and
 * issued by somebody who may vouch for the identity in it. What is trusted may change at any time. Thread-safe.
 */
public final class ClientTrust implements AuthoritiesInForce {

    private static final String FOR_CLIENTS = "1.3.6.1.5.5.7.3.2";
    private static final int NO_AUTHORITY = -1;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int MAX_CHAIN = 8;

    private final InstantSource clock;
    private volatile Trusted trusted;

    public ClientTrust(Trusted trusted, InstantSource clock) {
        this.trusted = trusted;
        this.clock = clock;
    }

    /** What is trusted now; as long as this is the same object, decisions stay the same but for the time. */
    public Trusted current() {
        return trusted;
    }

    @Override
    public Set<TrustedAuthority> of(Scope scope) {
        Trusted now = trusted;
        return Stream.concat(now.shared().stream(), now.of(scope).stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<X509CRL> revocationLists() {
        return List.copyOf(trusted.revocations().lists().stream()
                .map(RevocationList::verified)
                .toList());
    }

    /** Trusts these, and no others, from now on. */
    public void replace(Trusted changed) {
        trusted = changed;
    }

    /**
     * Passes if the first certificate of {@code chain} is to be trusted. Who may vouch for everybody comes before who may
     * for one scope alone.
     *
     * @param scope the scope that the certificate's identity claims; null if it claims none
     * @return the trust anchor that vouches for it; empty if an authority of the configuration does
     */
    public Optional<Voucher> check(List<X509Certificate> chain, @Nullable Scope scope) throws Untrusted {
        if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
            throw new Untrusted(Reason.BAD, "a chain of " + chain.size() + " certificates");
        }
        checkPurpose(chain.getFirst());
        Trusted now = trusted;
        Set<TrustedAuthority> own = scope == null ? Set.of() : now.of(scope);
        try {
            return now.voucher(Scope.OF_ALL, vouching(chain, now.shared(), now));
        } catch (Untrusted e) {
            if (scope == null || own.isEmpty()) {
                throw e;
            }
            return Optional.of(now.voucher(scope, vouching(chain, own, now))
                    .orElseThrow(() ->
                            new Untrusted(Reason.UNKNOWN_AUTHORITY, "an authority of the scope that is no anchor", e)));
        }
    }

    /** The one of {@code authorities} that vouches for the first certificate, on a way that was checked. */
    private TrustedAuthority vouching(List<X509Certificate> chain, Set<TrustedAuthority> authorities, Trusted now)
            throws Untrusted {
        Instant time = clock.instant();
        CertificatePath path = CertificatePath.find(chain, authorities, time);
        List<X509Certificate> issued = path.withoutAuthority();
        for (X509Certificate certificate : issued) {
            Optional<String> weakness = CertificateStrength.weakness(certificate);
            if (weakness.isPresent()) {
                throw new Untrusted(Reason.BAD, weakness.get());
            }
        }
        if (!issued.stream().skip(1).allMatch(TrustedAuthority::isForClients)) {
            throw new Untrusted(Reason.UNKNOWN_AUTHORITY, "an authority on the way that is not for clients");
        }
        now.revocations().check(path, time, now.all());
        return path.authority();
    }

    private static void checkPurpose(X509Certificate certificate) throws Untrusted {
        if (certificate.getBasicConstraints() != NO_AUTHORITY) {
            throw new Untrusted(Reason.WRONG_PURPOSE, "an authority's, which is for no client");
        }
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            boolean[] usage = certificate.getKeyUsage();
            if ((purposes != null && !purposes.contains(FOR_CLIENTS)) || (usage != null && !usage[DIGITAL_SIGNATURE])) {
                throw new Untrusted(Reason.WRONG_PURPOSE, "not made for clients");
            }
        } catch (CertificateParsingException e) {
            throw new Untrusted(Reason.BAD, "its purpose cannot be read", e);
        }
    }
}
