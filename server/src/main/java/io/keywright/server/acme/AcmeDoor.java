package io.keywright.server.acme;

import com.nimbusds.jose.JWSObject;
import io.keywright.core.acme.AcmeClient;
import io.keywright.core.acme.AcmeClients;
import io.keywright.core.acme.AcmeRefusals;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.quota.CallerRates;
import io.keywright.model.Authority;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.acme.AcmeProblemType;
import io.keywright.server.publication.PublicRequest;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.json.Json;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Function;

/**
 * The way in for every ACME request: whom it is for, who has signed it, and that nobody sends it again. What is refused is answered
 * in ACME's form. Each answer brings a nonce for the next request.
 */
@Singleton
final class AcmeDoor {

    private static final String AUTHORITY = "authority_id";
    private static final String SIGNED = "application/jose+json";

    private final AcmeClients clients;
    private final CallerRates rates;
    private final AcmeProblems problems;
    private final Json json;
    private final Nonces nonces;

    AcmeDoor(AcmeClients clients, CallerRates rates, AcmeProblems problems, Json json, CryptoProviders crypto) {
        this.clients = clients;
        this.rates = rates;
        this.problems = problems;
        this.json = json;
        this.nonces = new Nonces(crypto.random());
    }

    /** Answers what needs no signature. */
    Answer open(PublicRequest request, Function<Visit, Answer> answer) {
        try {
            return finished(answer.apply(visit(request)));
        } catch (RuntimeException e) {
            return finished(problems.answer(request, KeywrightException.of(e)));
        }
    }

    /** Answers what is signed by the key in its header. */
    Answer byKey(PublicRequest request, Function<Visit.Signed, Answer> answer) {
        return open(request, visit -> {
            SignedRequest signed = read(visit);
            AccountKey key = signed.jwk();
            requireFresh(signed, key);
            return answer.apply(new Visit.Signed(visit, signed, key));
        });
    }

    /** Answers what an account has signed. */
    Answer byAccount(PublicRequest request, Function<Visit.OfClient, Answer> answer) {
        return open(request, visit -> ofClient(visit, read(visit), answer));
    }

    /** Answers what an account has signed, or the key in its header. */
    Answer byEither(
            PublicRequest request, Function<Visit.OfClient, Answer> account, Function<Visit.Signed, Answer> key) {
        return open(request, visit -> {
            SignedRequest signed = read(visit);
            if (signed.hasKid()) {
                return ofClient(visit, signed, account);
            }
            AccountKey shown = signed.jwk();
            requireFresh(signed, shown);
            return key.apply(new Visit.Signed(visit, signed, shown));
        });
    }

    private Answer ofClient(Visit visit, SignedRequest signed, Function<Visit.OfClient, Answer> answer) {
        UUID accountId = visit.urls().accountId(signed.kid()).orElseGet(() -> new UUID(0, 0));
        AcmeClient client = clients.client(visit.authority(), accountId);
        AccountKey key = AccountKey.read(client.account().key());
        requireFresh(signed, key);
        rates.take(client.caller());
        return answer.apply(new Visit.OfClient(visit, signed, key, client));
    }

    private Visit visit(PublicRequest request) {
        Authority authority = clients.authority(Query.id(AUTHORITY, request.pathParameter(AUTHORITY)));
        return new Visit(request, authority, AcmeUrls.of(request, authority.authorityId()));
    }

    private SignedRequest read(Visit visit) {
        String type = visit.request().header("Content-Type").orElse("");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase(SIGNED)) {
            throw AcmeProblems.wrongType(SIGNED);
        }
        JWSObject jws = FlattenedJws.read(visit.request().body(), json);
        SignedRequest signed = SignedRequest.of(jws);
        signed.requireFor(visit.request().url());
        return signed;
    }

    private void requireFresh(SignedRequest signed, AccountKey key) {
        signed.requireSignedBy(key);
        if (!signed.nonce().map(nonces::use).orElse(false)) {
            throw AcmeRefusals.of(
                    ErrorCode.INVALID_REQUEST,
                    AcmeProblemType.BAD_NONCE,
                    "The nonce was used, or is none that this service gave out since its start; sign again with the one that"
                            + " comes with this answer.");
        }
    }

    private Answer finished(Answer answer) {
        return answer.with("Replay-Nonce", nonces.next()).with("Cache-Control", "no-store");
    }
}
