package io.keywright.server.keys;

import static io.keywright.server.keys.AuthorityService.APP;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.Authority;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What OpenSSL is told of certificates when it asks by OCSP. */
class StatusResponderTest {

    @TempDir
    Path folder;

    private AuthorityService service;
    private Authority root;

    @BeforeEach
    void open() throws Exception {
        service = new AuthorityService(Files.createDirectories(folder.resolve("data")), Clock.systemUTC(), Set.of());
        root = service.root();
        write("root.pem", root.certificate().orElseThrow());
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private void write(String name, byte[] certificate) throws Exception {
        Files.writeString(folder.resolve(name), Pem.write(PemBlock.certificate(certificate)));
    }

    private String openssl(String... arguments) throws Exception {
        Process process = new ProcessBuilder(Stream.concat(Stream.of("openssl"), Stream.of(arguments))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private byte[] answer(byte[] question) {
        return service.keys.run(
                APP, Operation.TELL_CERTIFICATE_STATUS, service.responder.answer(root.authorityId(), question));
    }

    private String askedBy(Authority issuer, byte[] certificate) throws Exception {
        write("issuer.pem", issuer.certificate().orElseThrow());
        write("leaf.pem", certificate);
        openssl("ocsp", "-issuer", "issuer.pem", "-cert", "leaf.pem", "-reqout", "question.der");
        Files.write(folder.resolve("answer.der"), answer(Files.readAllBytes(folder.resolve("question.der"))));
        return openssl(
                "ocsp",
                "-no_nonce",
                "-respin",
                "answer.der",
                "-issuer",
                "issuer.pem",
                "-cert",
                "leaf.pem",
                "-CAfile",
                "root.pem");
    }

    @Test
    void opensslLearnsThatACertificateIsGoodUntilItIsRevoked() throws Exception {
        IssuedCertificate issued = service.issue(root, new Csr().der());
        assertThat(askedBy(root, issued.certificate())).contains("Response verify OK", "leaf.pem: good");

        service.revoke(APP, issued.certificateId(), CertificateRevocationReason.KEY_COMPROMISE);
        assertThat(askedBy(root, issued.certificate()))
                .contains("Response verify OK", "leaf.pem: revoked", "keyCompromise");

        Receipt receipt = service.keys.ledger.receipts("acme").getLast();
        assertThat(receipt.operation()).isEqualTo("certificate_status_told");
        assertThat(receipt.context().keyId()).isEqualTo(root.keyId());
    }

    @Test
    void anAuthorityWhoseKeyIsArchivedStillAnswers() throws Exception {
        IssuedCertificate issued = service.issue(root, new Csr().der());
        service.archiveKey(root);
        service.revoke(APP, issued.certificateId(), CertificateRevocationReason.SUPERSEDED);
        assertThat(askedBy(root, issued.certificate())).contains("Response verify OK", "leaf.pem: revoked");
    }

    @Test
    void theNonceIsRepeated() throws Exception {
        IssuedCertificate issued = service.issue(root, new Csr().der());
        askedBy(root, issued.certificate());
        OCSPReq question = new OCSPReq(Files.readAllBytes(folder.resolve("question.der")));
        BasicOCSPResp answer =
                (BasicOCSPResp) new OCSPResp(Files.readAllBytes(folder.resolve("answer.der"))).getResponseObject();
        assertThat(question.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce))
                .isNotNull();
        assertThat(answer.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce))
                .isEqualTo(question.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce));
    }

    @Test
    void ofCertificatesThatItHasNotIssuedItKnowsNothing() throws Exception {
        Authority other = service.root();
        IssuedCertificate issued = service.issue(other, new Csr().der());
        assertThat(askedBy(other, issued.certificate())).contains("leaf.pem: unknown");
    }

    @Test
    void junkIsAnsweredWithoutASignature() throws Exception {
        for (byte[] junk : List.of(new byte[0], new byte[] {0x30, 0}, new byte[20_000])) {
            assertThat(new OCSPResp(new ByteArrayInputStream(answer(junk))).getStatus())
                    .isEqualTo(OCSPResp.MALFORMED_REQUEST);
        }
    }
}
