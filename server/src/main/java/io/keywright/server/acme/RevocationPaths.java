package io.keywright.server.acme;

import io.keywright.core.acme.AcmeAccounts;
import io.keywright.core.acme.AcmeRefusals;
import io.keywright.core.authority.CertificateStore;
import io.keywright.core.authority.Revocation;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Authority;
import io.keywright.model.Caller;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.ErrorCode;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.acme.AcmeProblemType;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import io.keywright.server.publication.PublicPaths;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.json.Json;
import jakarta.inject.Singleton;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Revokes certificates of the module that an account acts as, or for whoever has their keys (RFC 8555, section 7.6). */
@Singleton
final class RevocationPaths implements PublicPaths {

    private static final int OK = 200;

    private final AcmeDoor door;
    private final AcmeAccounts accounts;
    private final CertificateStore certificates;
    private final Revocation revocation;
    private final AcmeCalls calls;
    private final Json json;

    RevocationPaths(
            AcmeDoor door,
            AcmeAccounts accounts,
            CertificateStore certificates,
            Revocation revocation,
            AcmeCalls calls,
            Json json) {
        this.door = door;
        this.accounts = accounts;
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
        IssuedCertificate certificate = certificate(request.visit().authority(), payload);
        if (!request.client().credential().module().equals(certificate.module())) {
            throw AcmeRefusals.notFound();
        }
        return revoked(request.client().caller(), certificate, payload, request.visit());
    }

    private Answer byKey(Visit.Signed request) {
        Payload payload = Payload.read(request.signed().payload(), json);
        Authority authority = request.visit().authority();
        IssuedCertificate certificate = certificate(authority, payload);
        X509Certificate read = read(certificate.certificate());
        boolean own = Arrays.equals(
                read.getPublicKey().getEncoded(), request.key().key().getEncoded());
        if (!own || certificate.module() == null) {
            throw AcmeRefusals.notFound();
        }
        Caller module = accounts.module(authority, Objects.requireNonNull(certificate.module()));
        return revoked(module, certificate, payload, request.visit());
    }

    private IssuedCertificate certificate(Authority authority, Payload payload) {
        byte[] der = payload.bytes("certificate");
        try {
            return certificates
                    .certificate(authority.authorityId(), read(der).getSerialNumber())
                    .filter(it -> Arrays.equals(it.certificate(), der))
                    .orElseThrow(AcmeRefusals::notFound);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private static X509Certificate read(byte[] der) {
        try {
            return PemCertificates.one(der);
        } catch (PemException e) {
            throw AcmeRefusals.malformed("certificate must be one certificate in DER and Base64url.");
        }
    }

    private Answer revoked(Caller module, IssuedCertificate certificate, Payload payload, Visit visit) {
        if (certificate.revocation().isPresent()) {
            throw AcmeRefusals.of(
                    ErrorCode.INVALID_REQUEST, AcmeProblemType.ALREADY_REVOKED, "The certificate was revoked before.");
        }
        calls.run(
                module, Operation.REVOKE_CERTIFICATE, revocation.revoke(certificate.certificateId(), reason(payload)));
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
