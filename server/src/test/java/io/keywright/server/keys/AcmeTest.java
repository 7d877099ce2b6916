package io.keywright.server.keys;

import static io.keywright.server.keys.AcmeService.names;
import static io.keywright.server.keys.AcmeService.refused;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.IssuingRules;
import io.keywright.model.IssuingRules.Addresses;
import io.keywright.model.pem.PemCertificates;
import io.keywright.server.acme.AcmeTestClient;
import io.keywright.server.acme.AcmeTestClient.Said;
import io.keywright.server.keys.AcmeService.Bound;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ACME clients get, and what they do not. */
class AcmeTest extends WithAcme {

    private static KeyPair pair(String algorithm, String kind) throws Exception {
        return algorithm.equals("Ed25519")
                ? KeyPairGenerator.getInstance(algorithm).generateKeyPair()
                : Csr.pair(algorithm, kind);
    }

    @ParameterizedTest
    @CsvSource({"EC, secp256r1", "EC, secp384r1", "RSA, 2048", "Ed25519, -"})
    void whoProvesItsNamesGetsACertificate(String algorithm, String kind) throws Exception {
        AcmeTestClient client = acme.stranger(pair(algorithm, kind));
        Bound bound = acme.credential(acme.authority, "app");
        assertThat(client.open(bound.id(), bound.secret()).status()).isEqualTo(201);
        Said order = acme.ready(client, NAME, "acme.example");
        Said fulfilled = acme.fulfil(
                client,
                order,
                new Csr().subject("CN=" + NAME).dns("acme.example").dns(NAME));

        assertThat(fulfilled.body().get("status").asText()).isEqualTo("valid");
        Said certificate = client.read(fulfilled.body().get("certificate").asText());
        assertThat(certificate.header("Content-Type")).isEqualTo("application/pem-certificate-chain");
        List<X509Certificate> chain =
                PemCertificates.inFile(certificate.response().body().getBytes(US_ASCII));
        assertThat(chain).hasSize(2);
        chain.getFirst().verify(chain.getLast().getPublicKey());
        assertThat(chain.getFirst().getSubjectAlternativeNames())
                .extracting(it -> (Object) it.get(1))
                .containsExactlyInAnyOrder(
                        NAME, "acme.example", "spiffe://test.keywright/tenant/acme/env/dev/plane/tenant/module/app");
        assertThat(chain.getFirst().getSubjectX500Principal().getName()).isEmpty();
        assertThat(chain.getFirst().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(acme.service.keys.ledger.newestChange("acme"))
                .contains("\"acme_account_id\":\"" + AcmeService.id(client.kid()) + "\"")
                .contains("\"acme_order_id\":\"" + AcmeService.id(order.header("Location")) + "\"")
                .contains("\"module\":\"app\"");
        refused(acme.fulfil(client, order, new Csr().dns(NAME).dns("acme.example")), "403 orderNotReady");
        assertThat(acme.issued()).hasSize(1);
    }

    @Test
    void tellsWhereEverythingIs() {
        AcmeTestClient client = acme.client("app");
        Said directory = AcmeTestClient.get(client.url("/directory"));
        assertThat(directory.body().get("newOrder").asText()).isEqualTo(client.url("/new-order"));
        assertThat(directory.body().at("/meta/externalAccountRequired").asBoolean())
                .isTrue();
        assertThat(AcmeTestClient.get(directory.body().get("newNonce").asText()).status())
                .isEqualTo(204);
        Said account = client.read(client.kid());
        assertThat(account.body().get("status").asText()).isEqualTo("valid");
        assertThat(account.header("Link")).isEqualTo("<" + client.url("/directory") + ">;rel=\"index\"");
        Said order = acme.order(client, NAME);
        assertThat(client.read(account.body().get("orders").asText())
                        .body()
                        .get("orders")
                        .get(0)
                        .asText())
                .isEqualTo(order.header("Location"));
        Said authorization =
                client.read(order.body().get("authorizations").get(0).asText());
        JsonNode challenge = authorization.body().get("challenges").get(0);
        assertThat(client.read(challenge.get("url").asText()).header("Link"))
                .contains("<" + order.body().get("authorizations").get(0).asText() + ">;rel=\"up\"");
    }

    @Test
    void showsNobodyWhatIsAnothers() throws Exception {
        AcmeTestClient owner = acme.client("app");
        Said order = acme.ready(owner, NAME);
        String authorization = order.body().get("authorizations").get(0).asText();
        String challenge =
                owner.read(authorization).body().at("/challenges/0/url").asText();
        for (AcmeTestClient other : List.of(acme.client("app"), acme.client("other"))) {
            for (String url : List.of(order.header("Location"), authorization, challenge, owner.kid())) {
                refused(other.read(url), "404 malformed");
            }
            refused(other.post(challenge, Map.of()), "404 malformed");
            refused(other.post(authorization, Map.of("status", "deactivated")), "404 malformed");
            refused(other.post(owner.kid(), Map.of("status", "deactivated")), "404 malformed");
            refused(acme.fulfil(other, order, new Csr().dns(NAME)), "404 malformed");
        }
        Said fulfilled = acme.fulfil(owner, order, new Csr().dns(NAME));
        assertThat(fulfilled.status()).isEqualTo(200);
        refused(acme.client("app").read(fulfilled.body().get("certificate").asText()), "404 malformed");
    }

    @Test
    void takesNoOrderForNamesThatTheRulesDoNotAllow() {
        AcmeTestClient client = acme.client("app");
        for (String name :
                List.of("evil.example", "notacme.example", "*.acme.example", "a_b.acme.example", "127.0.0.1")) {
            refused(acme.order(client, NAME, name), "403 rejectedIdentifier");
        }
        refused(acme.order(client), "400 malformed");
        String[] many = IntStream.range(0, 21).mapToObj(i -> i + "." + NAME).toArray(String[]::new);
        refused(acme.order(client, many), "400 malformed");
        refused(
                client.post(
                        client.url("/new-order"),
                        Map.of("identifiers", List.of(Map.of("type", "ip", "value", "192.0.2.1")))),
                "400 unsupportedIdentifier");
        assertThat(acme.order(client, "WWW.Acme.Example", NAME).body().get("identifiers"))
                .hasSize(1);
    }

    @Test
    void aCertificateEndsWhenTheOrderSaysWithinTheRules() throws Exception {
        AcmeTestClient client = acme.client("app");
        Instant end = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        String url = client.url("/new-order");
        Map<String, Object> late = new HashMap<>(names(NAME));
        late.put("notAfter", end.plus(5, ChronoUnit.DAYS).toString());
        refused(client.post(url, late), "403 malformed");
        late.put("notAfter", "tomorrow");
        refused(client.post(url, late), "400 malformed");

        late.put("notAfter", end.toString());
        Said order = acme.proved(client, client.post(url, late));
        assertThat(order.body().get("notAfter").asText()).isEqualTo(end.toString());
        assertThat(acme.fulfil(client, order, new Csr().dns(NAME)).status()).isEqualTo(200);
        assertThat(acme.issued().getFirst().notAfter())
                .isBetween(end.minus(1, ChronoUnit.MINUTES), end.plus(1, ChronoUnit.MINUTES));
    }

    @Test
    void whoCannotProveANameGetsNothing() throws Exception {
        AcmeTestClient client = acme.client("app");
        Said order = acme.order(client, NAME, "acme.example");
        refused(acme.fulfil(client, order, new Csr().dns(NAME).dns("acme.example")), "403 orderNotReady");
        String url = order.body().get("authorizations").get(0).asText();
        JsonNode challenge = client.read(url).body().get("challenges").get(0);
        acme.served.put(
                challenge.get("token").asText(),
                acme.client("app").answer(challenge.get("token").asText()));
        Said settled = acme.prove(client, challenge.get("url").asText());
        assertThat(settled.body().get("status").asText()).isEqualTo("invalid");
        assertThat(settled.body().at("/error/type").asText()).endsWith(":incorrectResponse");
        assertThat(settled.body().at("/error/detail").asText()).contains("characters that are not the token");
        assertThat(client.read(url).body().get("status").asText()).isEqualTo("invalid");

        Said after = client.read(order.header("Location"));
        assertThat(after.body().get("status").asText()).isEqualTo("invalid");
        assertThat(after.body().at("/error/type").asText()).endsWith(":incorrectResponse");
        refused(acme.fulfil(client, order, new Csr().dns(NAME).dns("acme.example")), "403 orderNotReady");
        assertThat(acme.issued()).isEmpty();
    }

    @Test
    void saysWhenNothingAnswersForAName() {
        AcmeTestClient client = acme.client("app");
        Said order = acme.order(client, NAME);
        String challenge = client.read(order.body().get("authorizations").get(0).asText())
                .body()
                .at("/challenges/0/url")
                .asText();
        assertThat(acme.prove(client, challenge).body().at("/error/type").asText())
                .endsWith(":connection");
    }

    @Test
    void provesSoManyNamesOfATenantAtOnce() {
        AcmeTestClient client = acme.client("app");
        acme.silent = new CountDownLatch(1);
        String[] twenty = IntStream.range(0, 20).mapToObj(i -> i + "." + NAME).toArray(String[]::new);
        List<String> challenges = Stream.of(acme.order(client, twenty), acme.order(client, twenty))
                .flatMap(order -> order.body().get("authorizations").valueStream())
                .map(url ->
                        client.read(url.asText()).body().at("/challenges/0/url").asText())
                .toList();
        challenges.subList(0, 32).forEach(url -> {
            Said begun = client.post(url, Map.of());
            assertThat(begun.body().get("status").asText()).isEqualTo("processing");
            assertThat(begun.header("Retry-After")).isEqualTo("2");
        });
        refused(client.post(challenges.get(32), Map.of()), "429 rateLimited");
        acme.silent.countDown();
        assertThat(acme.prove(client, challenges.get(0)).body().get("status").asText())
                .isEqualTo("invalid");
    }

    @Test
    void aNameThatIsGivenUpIsProvedNoMore() throws Exception {
        AcmeTestClient client = acme.client("app");
        Said order = acme.ready(client, NAME);
        String url = order.body().get("authorizations").get(0).asText();
        assertThat(client.post(url, Map.of("status", "deactivated"))
                        .body()
                        .get("status")
                        .asText())
                .isEqualTo("deactivated");
        refused(acme.fulfil(client, order, new Csr().dns(NAME)), "403 orderNotReady");
    }

    @Test
    void aCertificateIsForTheNamesOfTheOrderAndNoOthers() throws Exception {
        KeyPair own = Csr.pair("EC", "secp256r1");
        AcmeTestClient client = acme.stranger(own);
        Bound bound = acme.credential(acme.authority, "app");
        client.open(bound.id(), bound.secret());
        Said order = acme.ready(client, NAME, "acme.example");
        for (Csr bad : List.of(
                new Csr().dns(NAME),
                new Csr().dns(NAME).dns("acme.example").dns("mail.acme.example"),
                new Csr().subject("CN=mail.acme.example").dns(NAME).dns("acme.example"),
                new Csr().subject("CN=app").dns(NAME).dns("acme.example"),
                new Csr().subject("O=Acme").dns(NAME).dns("acme.example"),
                new Csr().dns(NAME).dns("acme.example").address("192.0.2.1"),
                new Csr().dns(NAME).dns("acme.example").uri("spiffe://evil/"),
                new Csr().dns(NAME).dns("acme.example").authority(),
                new Csr().dns(NAME).dns("acme.example").signedBy(Csr.pair("EC", "secp256r1")),
                new Csr(Csr.pair("RSA", "1024"))
                        .signedWith("SHA256withRSA")
                        .dns(NAME)
                        .dns("acme.example"),
                new Csr(own).dns(NAME).dns("acme.example"))) {
            refused(acme.fulfil(client, order, bad), "400 badCSR");
        }
        assertThat(acme.issued()).isEmpty();
        assertThat(acme.fulfil(client, order, new Csr().dns("ACME.example").dns(NAME))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void rulesThatWereChangedMeanwhileCount() throws Exception {
        AcmeTestClient client = acme.client("app");
        Said order = acme.ready(client, NAME);
        acme.service.change(acme.authority, new IssuingRules("test.keywright", Map.of(), Addresses.NONE));
        refused(acme.fulfil(client, order, new Csr().dns(NAME)), "403 unauthorized");
        refused(acme.order(client, NAME), "403 unauthorized");
        assertThat(acme.issued()).isEmpty();
    }

    private IssuedCertificate certificate(AcmeTestClient client, KeyPair pair) throws Exception {
        acme.fulfil(client, acme.ready(client, NAME), new Csr(pair).dns(NAME));
        return acme.issued().getLast();
    }

    private static Map<String, Object> revocation(IssuedCertificate certificate, int reason) {
        return Map.of(
                "certificate",
                Base64.getUrlEncoder().withoutPadding().encodeToString(certificate.certificate()),
                "reason",
                reason);
    }

    @Test
    void anAccountRevokesWhatItsModuleHas() throws Exception {
        AcmeTestClient client = acme.client("app");
        IssuedCertificate certificate = certificate(client, Csr.pair("EC", "secp256r1"));
        String url = client.url("/revoke-cert");
        refused(acme.client("other").post(url, revocation(certificate, 0)), "404 malformed");
        refused(client.post(url, revocation(certificate, 6)), "400 badRevocationReason");
        refused(client.post(url, Map.of("certificate", "AAAA")), "400 malformed");
        assertThat(client.post(url, revocation(certificate, 4)).status()).isEqualTo(200);
        assertThat(acme.issued().getFirst().revocation()).isPresent();
        refused(client.post(url, revocation(certificate, 4)), "400 alreadyRevoked");
    }

    @Test
    void whoHasACertificatesKeyRevokesIt() throws Exception {
        KeyPair pair = Csr.pair("EC", "secp256r1");
        IssuedCertificate certificate = certificate(acme.client("app"), pair);
        refused(
                acme.stranger(Csr.pair("EC", "secp256r1")).byJwk("/revoke-cert", revocation(certificate, 1)),
                "404 malformed");
        assertThat(acme.stranger(pair)
                        .byJwk("/revoke-cert", revocation(certificate, 1))
                        .status())
                .isEqualTo(200);
        assertThat(acme.issued().getFirst().revocation()).isPresent();
    }
}
