package io.keywright.server.acme;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.acme.AcmeCertificates;
import io.keywright.core.acme.AcmeOrders;
import io.keywright.core.acme.AcmeRefusals;
import io.keywright.model.ErrorCode;
import io.keywright.model.Operation;
import io.keywright.model.acme.AcmeOrder;
import io.keywright.model.acme.AcmeProblemType;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.server.publication.PublicPaths;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.json.Json;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes, shows and fulfils orders, and hands out their certificates (RFC 8555, section 7.4). */
@Singleton
final class OrderPaths implements PublicPaths {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final AcmeDoor door;
    private final AcmeAnswers answers;
    private final AcmeOrders orders;
    private final AcmeCertificates certificates;
    private final AcmeCalls calls;
    private final Json json;

    OrderPaths(
            AcmeDoor door,
            AcmeAnswers answers,
            AcmeOrders orders,
            AcmeCertificates certificates,
            AcmeCalls calls,
            Json json) {
        this.door = door;
        this.answers = answers;
        this.orders = orders;
        this.certificates = certificates;
        this.calls = calls;
        this.json = json;
    }

    @Override
    public List<PublicPath> paths() {
        return List.of(
                AcmePath.post("/new-order", it -> door.byAccount(it, this::open)),
                AcmePath.post("/order/:id", it -> door.byAccount(it, this::show)),
                AcmePath.post("/order/:id/finalize", it -> door.byAccount(it, this::fulfil)),
                AcmePath.post("/certificate/:id", it -> door.byAccount(it, this::certificate)));
    }

    private Answer open(Visit.OfClient request) {
        Payload payload = Payload.read(request.signed().payload(), json);
        if (payload.text("notBefore").isPresent()) {
            throw AcmeRefusals.malformed("Leave notBefore out: certificates hold from the moment on.");
        }
        List<String> names =
                payload.objects("identifiers").stream().map(OrderPaths::name).toList();
        AcmeOrder order = orders.open(request.client(), names, time(payload));
        return answers.order(CREATED, order, request.visit().urls());
    }

    private static String name(Payload identifier) {
        String type = identifier.requiredText("type");
        if (!type.equals("dns")) {
            throw AcmeRefusals.of(
                    ErrorCode.INVALID_REQUEST,
                    AcmeProblemType.UNSUPPORTED_IDENTIFIER,
                    "Identifiers are of the type dns here.");
        }
        return identifier.requiredText("value");
    }

    private static Optional<Instant> time(Payload payload) {
        try {
            return payload.text("notAfter")
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw AcmeRefusals.malformed("notAfter must be a time of RFC 3339.");
        }
    }

    private Answer show(Visit.OfClient request) {
        return answers.order(
                OK,
                orders.order(request.client(), request.visit().id()),
                request.visit().urls());
    }

    private Answer fulfil(Visit.OfClient request) {
        byte[] csr = Payload.read(request.signed().payload(), json).bytes("csr");
        AcmeOrder fulfilled = calls.run(
                request.client().caller(),
                Operation.ISSUE_CERTIFICATE,
                orders.fulfil(
                        request.client(),
                        request.visit().id(),
                        csr,
                        request.key().key()));
        return answers.order(OK, fulfilled, request.visit().urls());
    }

    private Answer certificate(Visit.OfClient request) {
        String chain =
                certificates
                        .chain(
                                request.client(),
                                orders.order(request.client(), request.visit().id()))
                        .stream()
                        .map(der -> Pem.write(PemBlock.certificate(der)))
                        .collect(Collectors.joining());
        return AcmeAnswers.indexed(
                new Answer(OK, "application/pem-certificate-chain", chain.getBytes(US_ASCII)),
                request.visit().urls());
    }
}
