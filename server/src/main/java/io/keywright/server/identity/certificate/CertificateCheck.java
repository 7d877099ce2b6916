package io.keywright.server.identity.certificate;

import io.keywright.core.quota.Rate;
import io.keywright.core.quota.RateLimiter;
import io.keywright.ledger.digest.Sha256;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import io.keywright.model.ShownCertificate;
import io.keywright.model.Voucher;
import io.keywright.server.identity.trust.ClientTrust;
import io.keywright.server.identity.trust.Trusted;
import io.keywright.server.identity.trust.Untrusted;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Finds out who holds a certificate, and whether it is to be trusted with that. Thread-safe. */
public final class CertificateCheck {

    private static final Logger LOG = Logger.getLogger(CertificateCheck.class);

    /** For so long a certificate stays good without another look at the clock, lists of revocation included. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** How often somebody without an identity is named in the log, whoever it is. */
    private static final Rate NAMED = new Rate(1, 20);

    private static final int MOST_NAMES = 3;
    private static final int MOST_CHARACTERS = 300;

    private final RateLimiter<String> unnamed = new RateLimiter<>("no-identity", Optional.of(NAMED), System::nanoTime);
    private final CertificateIdentity identity;
    private final ClientTrust trust;
    private final Set<String> proxies;
    private final InstantSource clock;

    /** Proxies are known by their SPIFFE ids, or by their subjects as RFC 2253 writes them. */
    public CertificateCheck(CertificateIdentity identity, ClientTrust trust, Set<String> proxies, InstantSource clock) {
        this.identity = identity;
        this.trust = trust;
        this.proxies = Set.copyOf(proxies);
        this.clock = clock;
    }

    /** What was found of a certificate, and for how long that holds unless trust changes before. */
    public record Verdict(Holder holder, Trusted trusted, Instant until) {}

    /** Whether what was found still holds. Asked for each request, so that all that is trusted is not compared. */
    @SuppressWarnings("ReferenceEquality")
    public boolean holds(Verdict verdict) {
        return verdict.trusted() == trust.current() && clock.instant().isBefore(verdict.until());
    }

    /**
     * Who holds the first certificate of {@code chain}.
     *
     * @throws KeywrightException UNAUTHENTICATED if it names nobody, or is not to be trusted
     */
    public Verdict judge(List<X509Certificate> chain) {
        X509Certificate certificate = chain.getFirst();
        Trusted trusted = trust.current();
        Holder holder = isProxy(certificate)
                ? new Holder.Proxy()
                : new Holder.Direct(identity.read(certificate).orElseThrow(() -> noIdentity(certificate)));
        Optional<Voucher> voucher = check(chain, scope(holder));
        Instant soon = clock.instant().plus(FRESH);
        Instant end = certificate.getNotAfter().toInstant();
        return new Verdict(vouched(holder, certificate, voucher), trusted, end.isBefore(soon) ? end : soon);
    }

    private boolean isProxy(X509Certificate certificate) {
        return !proxies.isEmpty()
                && (proxies.contains(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253))
                        || identity.read(certificate)
                                .map(Caller::subject)
                                .filter(proxies::contains)
                                .isPresent());
    }

    /** Only who may vouch for everybody may vouch for a proxy. */
    private static @Nullable Scope scope(Holder holder) {
        return switch (holder) {
            case Holder.Direct direct -> direct.caller().scope();
            case Holder.Proxy proxy -> null;
        };
    }

    private static Holder vouched(Holder holder, X509Certificate certificate, Optional<Voucher> voucher) {
        return switch (holder) {
            case Holder.Direct direct ->
                new Holder.Direct(
                        direct.caller().vouchedForBy(voucher.orElse(null)).showing(shown(certificate)));
            case Holder.Proxy proxy -> proxy;
        };
    }

    private static ShownCertificate shown(X509Certificate certificate) {
        try {
            return new ShownCertificate(certificate.getSerialNumber(), Sha256.hex(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that was received has no encoding", e);
        }
    }

    private Optional<Voucher> check(List<X509Certificate> chain, @Nullable Scope scope) {
        try {
            return trust.check(chain, scope);
        } catch (Untrusted e) {
            LOG.debug("event=certificate_refused", e);
            throw unauthenticated(
                    "certificate_not_trusted",
                    "Connect with a certificate that is valid, not revoked, and of an authority that may issue it.");
        }
    }

    private KeywrightException noIdentity(X509Certificate certificate) {
        List<String> names = identity.names(certificate);
        String reason = UnnamedCaller.reason(names);
        if (unnamed.admits("all")) {
            LOG.infof(
                    "event=no_identity issuer=\"%s\" names=%s reason=\"%s\"",
                    printable(certificate.getIssuerX500Principal().getName()),
                    names.stream()
                            .limit(MOST_NAMES)
                            .map(CertificateCheck::printable)
                            .toList(),
                    reason);
        }
        return unauthenticated(
                "no_identity",
                "Connect with a certificate that has one SAN URI"
                        + " spiffe://DOMAIN/tenant/T/env/E/plane/P/module/M or spiffe://DOMAIN/module/M; of yours, "
                        + reason
                        + ".");
    }

    private static String printable(String name) {
        String shown = name.length() > MOST_CHARACTERS ? name.substring(0, MOST_CHARACTERS) : name;
        return shown.replaceAll("[^ -!#-~]", "?");
    }

    /** A refusal of a connection's certificate. */
    public static KeywrightException unauthenticated(String reason, String advice) {
        return new KeywrightException(ErrorCode.UNAUTHENTICATED, advice, Map.of("reason", reason));
    }
}
