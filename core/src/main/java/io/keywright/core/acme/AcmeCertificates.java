package io.keywright.core.acme;

import io.keywright.core.authority.CertificateStore;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Authority;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.KeywrightException;
import io.keywright.model.acme.AcmeOrder;
import io.keywright.model.acme.AcmeProblemType;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Shows the certificates of orders, and finds those that ACME clients want revoked, for whoever may have that done (RFC 8555, sections
 * 7.4.2 and 7.6). Blocks.
 */
public final class AcmeCertificates {

    private final CertificateStore store;

    public AcmeCertificates(CertificateStore store) {
        this.store = store;
    }

    /**
     * The certificate of an order, followed by its authority's and those above it, in DER.
     *
     * @throws KeywrightException KEY_NOT_FOUND if there is none
     */
    public List<byte[]> chain(AcmeClient client, AcmeOrder order) {
        UUID certificateId = order.certificateId().orElseThrow(AcmeRefusals::notFound);
        try {
            List<byte[]> chain = new ArrayList<>();
            chain.add(store.certificate(client.authority().scope(), certificateId)
                    .orElseThrow(AcmeRefusals::notFound)
                    .certificate());
            chain.addAll(client.authority().path());
            return chain;
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /**
     * A certificate that is not revoked.
     *
     * @param owner the module whose it is
     */
    public record Revocable(UUID certificateId, Caller owner) {}

    /**
     * A certificate of the module that the client acts as.
     *
     * @param der as the authority has issued it
     * @throws KeywrightException KEY_NOT_FOUND if there is none, or it is another module's
     */
    public Revocable ofModule(AcmeClient client, byte[] der) {
        IssuedCertificate issued = issued(client.authority(), der);
        if (!client.credential().module().equals(issued.module())) {
            throw AcmeRefusals.notFound();
        }
        return revocable(issued, client.caller());
    }

    /**
     * The certificate of whoever has its key.
     *
     * @throws KeywrightException KEY_NOT_FOUND if there is none, or it has another key
     */
    public Revocable ofKey(Authority authority, byte[] der, PublicKey key) {
        IssuedCertificate issued = issued(authority, der);
        String module = issued.module();
        if (module == null || !Arrays.equals(read(der).getPublicKey().getEncoded(), key.getEncoded())) {
            throw AcmeRefusals.notFound();
        }
        return revocable(issued, AcmeClient.caller(authority, module));
    }

    private IssuedCertificate issued(Authority authority, byte[] der) {
        try {
            return store.certificate(authority.authorityId(), read(der).getSerialNumber())
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

    private static Revocable revocable(IssuedCertificate issued, Caller owner) {
        if (issued.revocation().isPresent()) {
            throw AcmeRefusals.of(
                    ErrorCode.INVALID_REQUEST, AcmeProblemType.ALREADY_REVOKED, "The certificate was revoked before.");
        }
        return new Revocable(issued.certificateId(), owner);
    }
}
