package io.keywright.server.acme;

import io.keywright.core.acme.AcmeCertificates;
import io.keywright.core.acme.AcmeCertificates.Revocable;
import io.keywright.core.acme.AcmeRefusals;
import io.keywright.core.authority.Revocation;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.acme.AcmeProblemType;
import io.keywright.server.publication.PublicPaths;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.json.Json;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/** Revokes certificates of the module that an account acts as, or for whoever has their keys (RFC 8555, section 7.6). */
@Singleton
final class RevocationPaths implements PublicPaths {

    private static final int OK = 200;
    private static final String CERTIFICATE = "certificate";

    private final AcmeDoor door;
    private final AcmeCertificates certificates;
    private final Revocation revocation;
    private final AcmeCalls calls;
    private final Json json;

    RevocationPaths(AcmeDoor door, AcmeCertificates certificates, Revocation revocation, AcmeCalls calls, Json json) {
        this.door = door;
        this.certificates = certificates;
        this.revocation = revocation;
        this.calls = calls;
        this.json = json;
    }

    @Override
    public List<PublicPath> paths() {
        return List.of(AcmePath.post("/revoke-cert", it -> door.byEither(it, this::byAccount, this::byKey)));
    }

    private Answer byAccount(Visit.OfClient request) {
        Payload payload = Payload.read(request.signed().payload(), json);
        return revoked(certificates.ofModule(request.client(), payload.bytes(CERTIFICATE)), payload, request.visit());
    }

    private Answer byKey(Visit.Signed request) {
        Payload payload = Payload.read(request.signed().payload(), json);
        Revocable found = certificates.ofKey(
                request.visit().authority(),
                payload.bytes(CERTIFICATE),
                request.key().key());
        return revoked(found, payload, request.visit());
    }

    private Answer revoked(Revocable certificate, Payload payload, Visit visit) {
        calls.run(
                certificate.owner(),
                Operation.REVOKE_CERTIFICATE,
                revocation.revoke(certificate.certificateId(), reason(payload)));
        return AcmeAnswers.indexed(new Answer(OK, Answer.TEXT, new byte[0]), visit.urls());
    }

    private static CertificateRevocationReason reason(Payload payload) {
        int code = payload.number("reason").orElse(0);
        return Arrays.stream(CertificateRevocationReason.values())
                .filter(reason -> reason.code() == code)
                .findFirst()
                .orElseThrow(RevocationPaths::badReason);
    }

    private static KeywrightException badReason() {
        return AcmeRefusals.of(
                ErrorCode.INVALID_REQUEST,
                AcmeProblemType.BAD_REVOCATION_REASON,
                "Give one of the reasons 0, 1, 3, 4, 5 and 9, or none.");
    }
}
