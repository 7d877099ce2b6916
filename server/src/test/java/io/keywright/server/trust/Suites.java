package io.keywright.server.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import io.keywright.pki.validation.PathQuestion;
import io.keywright.pki.validation.PathValidator;
import io.keywright.pki.validation.PeerName;
import io.keywright.pki.validation.Purpose;
import io.keywright.pki.validation.RevocationList;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.testkit.Vectors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The cases of published suites of certification paths, each judged by {@link PathValidator}. */
final class Suites {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Suites() {}

    /**
     * A case, and what came of it.
     *
     * @param group the part of the suite that it belongs to
     */
    record Case(String name, String group, boolean expected, boolean valid) {

        boolean agrees() {
            return expected == valid;
        }
    }

    /** NIST's Public Key Interoperability Test Suite. */
    static List<Case> pkits(RevocationRule rule) throws IOException, CertificateException, CRLException {
        Path folder = Vectors.require("pkits");
        List<Case> cases = new ArrayList<>();
        for (JsonNode test : JSON.readTree(folder.resolve("expected.json").toFile())) {
            String name = test.path("test").asText();
            List<X509Certificate> others = new ArrayList<>();
            for (JsonNode other : test.path("intermediates")) {
                others.add(certificate(folder.resolve("certs").resolve(other.asText())));
            }
            Set<String> files = new LinkedHashSet<>(List.of("TrustAnchorRootCRL.crl"));
            test.path("crls").forEach(it -> files.add(it.asText()));
            List<RevocationList> lists = new ArrayList<>();
            for (String file : files) {
                lists.add(list(Files.readAllBytes(folder.resolve("crls").resolve(file))));
            }
            PathQuestion question = new PathQuestion(
                    certificate(folder.resolve("certs")
                            .resolve(test.path("certificate").asText())),
                    others,
                    Set.of(new TrustedAuthority(
                            certificate(folder.resolve("certs").resolve("TrustAnchorRootCertificate.crt")))),
                    lists,
                    rule,
                    Purpose.ANY,
                    Optional.empty(),
                    Instant.now());
            cases.add(new Case(
                    name,
                    "4." + Integer.parseInt(name.substring(1, 3)),
                    test.path("valid").booleanValue(),
                    PathValidator.validate(question).isValid()));
        }
        return cases;
    }

    /** C2SP's x509-limbo. Some of its cases say how long a path may be, which nobody can ask for here; they are judged without it. */
    static List<Case> limbo() throws IOException {
        Path file = Vectors.require("limbo/limbo.json");
        return elements(JSON.readTree(file.toFile()).path("testcases"))
                .map(test -> new Case(
                        test.path("id").asText(),
                        test.path("id").asText().split("::", 2)[0],
                        test.path("expected_result").asText().equals("SUCCESS"),
                        isValid(test)))
                .toList();
    }

    private static boolean isValid(JsonNode test) {
        try {
            return PathValidator.validate(question(test)).isValid();
        } catch (PemException | CertificateException | CRLException | NoSuchElementException e) {
            return false;
        }
    }

    private static PathQuestion question(JsonNode test) throws PemException, CertificateException, CRLException {
        List<X509Certificate> others = new ArrayList<>();
        for (JsonNode other : test.path("untrusted_intermediates")) {
            others.add(PemCertificates.one(other.asText()));
        }
        Set<TrustedAuthority> authorities = new LinkedHashSet<>();
        for (JsonNode authority : test.path("trusted_certs")) {
            authorities.add(new TrustedAuthority(PemCertificates.one(authority.asText())));
        }
        List<RevocationList> lists = new ArrayList<>();
        for (JsonNode list : test.path("crls")) {
            lists.add(list(list.asText().getBytes(StandardCharsets.US_ASCII)));
        }
        JsonNode name = test.path("expected_peer_name").path("value");
        JsonNode time = test.path("validation_time");
        return new PathQuestion(
                PemCertificates.one(test.path("peer_certificate").asText()),
                others,
                authorities,
                lists,
                lists.isEmpty() ? RevocationRule.IF_KNOWN : RevocationRule.REQUIRED,
                test.path("validation_kind").asText().equals("SERVER") ? Purpose.SERVER : Purpose.CLIENT,
                name.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(PeerName.of(name.asText()).orElseThrow()),
                time.isTextual() ? OffsetDateTime.parse(time.asText()).toInstant() : Instant.now());
    }

    private static X509Certificate certificate(Path file) throws IOException, CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    private static RevocationList list(byte[] content) throws CertificateException, CRLException {
        return RevocationList.of(
                (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(content)));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
