package io.keywright.server.identity.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.identity.trust.RevocationLists.WhenStale;
import io.keywright.testkit.Vectors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** NIST's Public Key Interoperability Test Suite, through the path and the revocation lists. */
class PkitsTest {

    private final Path folder = Vectors.require("pkits");

    /** The suite wants revocation to be known; here an authority without a list of its own has revoked nothing. */
    private static final Set<String> TRUSTED_WITHOUT_A_LIST = Set.of(
            "40401_missing_crl_test1",
            "40405_invalid_bad_crl_issuer_name_test5",
            "40406_invalid_wrong_crl_test6",
            "41427_invalid_crlissuer_test27");

    /**
     * What is refused although the suite would trust it, each to be on the safe side: delta and indirect lists, lists that
     * another key of the authority signed, and a DSA key that is not whole without its issuer's.
     */
    private static final List<String> REFUSED_TO_BE_SAFE = List.of(
            "415.._valid_deltacrl_.*",
            "414.._valid_(idp_with_indirectcrl|crlissuer)_.*",
            "40419_valid_separate_certificate_and_crl_keys_.*",
            "....._valid_(basic_)?self_issued_.*",
            "40105_valid_dsa_parameter_inheritance_.*");

    @Test
    void everyPathIsJudgedAsTheSuiteSays() throws IOException, GeneralSecurityException {
        Set<String> wronglyTrusted = new TreeSet<>();
        Set<String> wronglyRefused = new TreeSet<>();
        int judged = 0;
        for (JsonNode test :
                new ObjectMapper().readTree(folder.resolve("expected.json").toFile())) {
            boolean trusted = isTrusted(test);
            if (trusted != test.path("valid").booleanValue()) {
                (trusted ? wronglyTrusted : wronglyRefused)
                        .add(test.path("test").asText());
            }
            judged++;
        }
        assertThat(judged).isGreaterThan(100);
        assertThat(wronglyTrusted).isEqualTo(TRUSTED_WITHOUT_A_LIST);
        assertThat(wronglyRefused).allMatch(test -> REFUSED_TO_BE_SAFE.stream().anyMatch(test::matches));
    }

    private boolean isTrusted(JsonNode test) throws IOException, GeneralSecurityException {
        X509Certificate root = certificate("TrustAnchorRootCertificate.crt");
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(certificate(test.path("certificate").asText()));
        for (JsonNode intermediate : test.path("intermediates")) {
            chain.add(certificate(intermediate.asText()));
        }
        List<Path> files = new ArrayList<>();
        test.path("crls").forEach(list -> files.add(folder.resolve("crls").resolve(list.asText())));
        try {
            Instant now = Instant.now();
            Set<TrustedAuthority> anchors = Set.of(new TrustedAuthority(root));
            CertificatePath path = CertificatePath.find(chain, anchors, now);
            List<RevocationList> lists = new ArrayList<>();
            for (Path file : files) {
                lists.addAll(CrlFiles.read(file));
            }
            new RevocationLists(lists, WhenStale.REFUSE).check(path, now, anchors);
            return true;
        } catch (Untrusted | IOException e) {
            return false;
        }
    }

    private X509Certificate certificate(String name) throws IOException, GeneralSecurityException {
        try (InputStream content = Files.newInputStream(folder.resolve("certs").resolve(name))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(content);
        }
    }
}
