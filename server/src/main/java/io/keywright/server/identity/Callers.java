package io.keywright.server.identity;

import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.server.identity.Identification.Known;
import io.keywright.server.identity.Identification.Refused;
import io.keywright.server.identity.certificate.CertificateHolders;
import io.keywright.server.identity.certificate.Holder;
import io.keywright.server.identity.forwarded.ForwardedCallers;
import io.keywright.server.identity.token.BearerTokens;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Turns the credentials of a request into one caller. Thread-safe. */
public final class Callers {

    private static final String AUTHORIZATION = "Authorization";

    private final CertificateHolders certificates;
    private final ForwardedCallers forwarded;
    private final BearerTokens tokens;
    private final Executor blocking;

    /** @param blocking runs the verification of tokens that were not seen before */
    public Callers(
            CertificateHolders certificates, ForwardedCallers forwarded, BearerTokens tokens, Executor blocking) {
        this.certificates = certificates;
        this.forwarded = forwarded;
        this.tokens = tokens;
        this.blocking = blocking;
    }

    /** Who calls. Never blocks, never fails; complete at once unless a token has to be verified. */
    public CompletableFuture<Identification> identify(Credentials credentials) {
        Caller certified;
        try {
            certified = certified(credentials);
        } catch (KeywrightException e) {
            return CompletableFuture.completedFuture(new Refused(e, Optional.empty()));
        }
        try {
            return withToken(certified, credentials);
        } catch (KeywrightException e) {
            return CompletableFuture.completedFuture(new Refused(e, Optional.of(certified)));
        }
    }

    private Caller certified(Credentials credentials) {
        return switch (certificates.of(credentials.session())) {
            case Holder.Direct direct -> direct.caller();
            case Holder.Proxy proxy -> forwarded.of(credentials.peer().hostAddress(), credentials.headers());
        };
    }

    private CompletableFuture<Identification> withToken(Caller certified, Credentials credentials) {
        Optional<String> token = tokens.in(credentials.values(AUTHORIZATION));
        if (token.isEmpty()) {
            return CompletableFuture.completedFuture(new Known(certified));
        }
        Optional<Caller> known = tokens.known(certified, token.get());
        return known.isPresent()
                ? CompletableFuture.completedFuture(new Known(known.get()))
                : CompletableFuture.supplyAsync(
                        () -> settled(certified, () -> tokens.verified(certified, token.get())), blocking);
    }

    private static Identification settled(Caller certified, Supplier<Caller> verification) {
        try {
            return new Known(verification.get());
        } catch (KeywrightException e) {
            return new Refused(e, Optional.of(certified));
        }
    }
}
