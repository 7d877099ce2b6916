package io.keywright.server.acme;

import io.keywright.core.acme.AcmeAuthorizations.Shown;
import io.keywright.model.acme.AcmeAuthorization;
import io.keywright.model.acme.AcmeAuthorizationState;
import io.keywright.model.acme.AcmeOrder;
import io.keywright.model.acme.AcmeOrderState;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.json.Json;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** ACME's resources as clients read them (RFC 8555, section 7.1). */
@Singleton
final class AcmeAnswers {

    private static final int OK = 200;
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final String STATUS = "status";

    private final Json json;
    private final Clock clock = Clock.systemUTC();

    AcmeAnswers(Json json) {
        this.json = json;
    }

    Answer directory(AcmeUrls urls) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("newNonce", urls.newNonce());
        body.put("newAccount", urls.newAccount());
        body.put("newOrder", urls.newOrder());
        body.put("revokeCert", urls.revokeCertificate());
        body.put("keyChange", urls.keyChange());
        body.put("meta", Map.of("externalAccountRequired", true));
        return answer(OK, body);
    }

    /** @param status of HTTP */
    Answer account(int status, UUID accountId, boolean deactivated, AcmeUrls urls) {
        return indexed(
                        answer(
                                status,
                                Map.of(
                                        STATUS,
                                        deactivated ? "deactivated" : "valid",
                                        "orders",
                                        urls.orders(accountId))),
                        urls)
                .with("Location", urls.account(accountId));
    }

    Answer orders(List<UUID> orders, AcmeUrls urls) {
        return indexed(
                answer(OK, Map.of("orders", orders.stream().map(urls::order).toList())), urls);
    }

    /** @param status of HTTP */
    Answer order(int status, AcmeOrder order, AcmeUrls urls) {
        AcmeOrderState state = order.state(clock.instant());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(STATUS, state.wireName());
        body.put("expires", order.expiresAt().toString());
        order.notAfter().ifPresent(end -> body.put("notAfter", end.toString()));
        body.put(
                "identifiers",
                order.names().stream().map(AcmeAnswers::identifier).toList());
        body.put(
                "authorizations",
                order.authorizations().stream()
                        .map(it -> urls.authorization(it.authorizationId()))
                        .toList());
        body.put("finalize", urls.finalizing(order.orderId()));
        if (state == AcmeOrderState.VALID) {
            body.put("certificate", urls.certificate(order.orderId()));
        }
        order.authorizations().stream()
                .flatMap(it -> it.problem().stream())
                .findFirst()
                .ifPresent(problem -> body.put("error", AcmeProblems.body(problem)));
        return indexed(answer(status, body), urls).with("Location", urls.order(order.orderId()));
    }

    Answer authorization(Shown shown, AcmeUrls urls) {
        AcmeAuthorization authorization = shown.authorization();
        boolean over = !clock.instant().isBefore(shown.order().expiresAt());
        boolean expired = over && authorization.state() != AcmeAuthorizationState.INVALID;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(STATUS, expired ? "expired" : authorization.state().wireName());
        body.put("expires", shown.order().expiresAt().toString());
        body.put("identifier", identifier(authorization.name()));
        body.put("challenges", List.of(challenge(shown, urls)));
        return waiting(shown, indexed(answer(OK, body), urls));
    }

    Answer challengeAnswer(Shown shown, AcmeUrls urls) {
        String up = urls.authorization(shown.authorization().authorizationId());
        return waiting(
                shown, answer(OK, challenge(shown, urls)).with("Link", index(urls) + ", <" + up + ">;rel=\"up\""));
    }

    private static Map<String, Object> challenge(Shown shown, AcmeUrls urls) {
        AcmeAuthorization authorization = shown.authorization();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "http-01");
        body.put("url", urls.challenge(authorization.authorizationId()));
        body.put(STATUS, state(shown));
        body.put("token", authorization.token());
        if (authorization.state() == AcmeAuthorizationState.VALID) {
            authorization.settledAt().ifPresent(at -> body.put("validated", at.toString()));
        }
        authorization.problem().ifPresent(problem -> body.put("error", AcmeProblems.body(problem)));
        return body;
    }

    private static String state(Shown shown) {
        return switch (shown.authorization().state()) {
            case PENDING -> shown.underWay() ? "processing" : "pending";
            case VALID -> "valid";
            case INVALID, DEACTIVATED -> "invalid";
        };
    }

    private static Map<String, Object> identifier(String name) {
        return Map.of("type", "dns", "value", name);
    }

    private static Answer waiting(Shown shown, Answer answer) {
        return shown.underWay() ? answer.retryAfter(SOON) : answer;
    }

    /** The same, with the way to the directory (RFC 8555, section 7.1). */
    static Answer indexed(Answer answer, AcmeUrls urls) {
        return answer.with("Link", index(urls));
    }

    private static String index(AcmeUrls urls) {
        return "<" + urls.directory() + ">;rel=\"index\"";
    }

    private Answer answer(int status, Map<String, Object> body) {
        return new Answer(status, Answer.JSON, json.write(body));
    }
}
