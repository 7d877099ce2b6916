package io.keywright.server.identity.trust;

import io.keywright.core.trust.AuthoritiesInForce;
import io.keywright.model.Scope;
import io.keywright.model.Voucher;
import io.keywright.pki.validation.PathQuestion;
import io.keywright.pki.validation.PathReport;
import io.keywright.pki.validation.PathValidator;
import io.keywright.pki.validation.Purpose;
import io.keywright.pki.validation.RevocationList;
import io.keywright.pki.validation.RevocationRegister;
import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.identity.trust.Untrusted.Reason;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a client certificate is to be trusted: valid now, made for clients, strong enough, not revoked, and
 * issued by somebody who may vouch for the identity in it. What is trusted may change at any time. Thread-safe.
 */
public final class ClientTrust implements AuthoritiesInForce {

    private static final int MAX_CHAIN = 8;

    private final InstantSource clock;
    private final Consumer<List<X509Certificate>> paths;
    private final RevocationRegister register;
    private volatile Trusted trusted;

    public ClientTrust(Trusted trusted, InstantSource clock) {
        this(trusted, clock, path -> {}, RevocationRegister.NONE);
    }

    /**
     * One that learns of the revoked otherwise, too.
     *
     * @param paths is given each way that was found valid, from the certificate to its authority; must not block
     * @param register what the authorities of this service have revoked
     */
    public ClientTrust(
            Trusted trusted, InstantSource clock, Consumer<List<X509Certificate>> paths, RevocationRegister register) {
        this.trusted = trusted;
        this.clock = clock;
        this.paths = paths;
        this.register = register;
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
    public List<RevocationList> revocationLists() {
        return trusted.revocations().lists();
    }

    @Override
    public RevocationRegister register() {
        return register;
    }

    /** Trusts these, and no others, from now on. What is the same stays the same object. Not from two threads at once. */
    public void replace(Trusted changed) {
        if (!changed.equals(trusted)) {
            trusted = changed;
        }
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
        PathReport report = PathValidator.validate(new PathQuestion(
                        chain.getFirst(),
                        chain.subList(1, chain.size()),
                        authorities,
                        now.revocations().lists(),
                        now.revocations().rule(),
                        Purpose.CLIENT,
                        Optional.empty(),
                        clock.instant())
                .with(register));
        if (!report.isValid()) {
            throw Untrusted.because(report);
        }
        paths.accept(report.path());
        return new TrustedAuthority(report.path().getLast());
    }
}
