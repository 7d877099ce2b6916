package io.keywright.server.keys;

import static io.keywright.server.acme.AcmeTestClient.with;
import static io.keywright.server.acme.AcmeTestClient.without;
import static io.keywright.server.keys.AcmeService.names;
import static io.keywright.server.keys.AcmeService.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.acme.AcmeTestClient;
import io.keywright.server.acme.AcmeTestClient.Said;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed of what ACME clients send: what the right key has signed for this very place, once. */
class AcmeRequestTest extends WithAcme {

    private static Said sent(AcmeTestClient client, String url, UnaryOperator<Map<String, Object>> header) {
        return AcmeTestClient.sendRaw(url, client.body(url, AcmeTestClient.text(names(NAME)), header));
    }

    @Test
    void takesNoRequestTwice() {
        AcmeTestClient client = acme.client("app");
        String url = client.url("/new-order");
        String body = client.signed(url, AcmeTestClient.text(names(NAME)));
        assertThat(AcmeTestClient.sendRaw(url, body).status()).isEqualTo(201);
        Said again = AcmeTestClient.sendRaw(url, body);
        refused(again, "400 badNonce");
        String fresh = again.header("Replay-Nonce");
        for (String nonce : List.of("", "AAAA", "not a nonce")) {
            refused(
                    AcmeTestClient.sendRaw(
                            url,
                            client.body(url, "", header -> with(with(header, "nonce", nonce), "kid", client.kid()))),
                    "400 badNonce");
        }
        assertThat(AcmeTestClient.sendRaw(
                                url,
                                client.body(
                                        url,
                                        AcmeTestClient.text(names(NAME)),
                                        header -> with(with(header, "nonce", fresh), "kid", client.kid())))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void believesNothingThatTheAccountHasNotSignedForHere() {
        AcmeTestClient client = acme.client("app");
        AcmeTestClient thief = acme.stranger(Csr.pair("EC", "secp256r1"));
        String url = client.url("/new-order");
        String order = AcmeTestClient.text(names(NAME));
        thief.claim(client.kid());
        refused(thief.post(url, names(NAME)), "403 unauthorized");
        refused(AcmeTestClient.sendRaw(url, client.signed(client.url("/other"), order)), "403 unauthorized");
        refused(sent(client, url, header -> with(header, "kid", client.kid() + "x")), "400 accountDoesNotExist");
        refused(sent(client, url, header -> with(header, "jwk", client.jwk())), "400 malformed");
        refused(
                sent(client, url, header -> with(with(header, "kid", client.kid()), "jwk", client.jwk())),
                "400 malformed");
        refused(sent(client, url, header -> without(with(header, "kid", client.kid()), "url")), "400 malformed");
        refused(
                sent(client, url, header -> with(with(header, "kid", client.kid()), "crit", List.of("b64"))),
                "400 malformed");
        refused(sent(client, client.url("/new-account"), header -> with(header, "kid", client.kid())), "400 malformed");
        assertThat(AcmeTestClient.sendAs("application/json", url, client.signed(url, order))
                        .problem())
                .isEqualTo("415 malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "ES384", "RS256", "PS256", "ES512"})
    void takesNoOtherAlgorithmThanTheKeys(String algorithm) {
        AcmeTestClient client = acme.client("app");
        String url = client.url("/new-order");
        Said said = sent(client, url, header -> with(with(header, "alg", algorithm), "kid", client.kid()));
        assertThat(said.problem()).isEqualTo(algorithm.equals("none") ? "400 malformed" : "400 badSignatureAlgorithm");
    }

    @Test
    void takesNoWeakOrPrivateKey() {
        AcmeTestClient weak = acme.stranger(Csr.pair("RSA", "1024"));
        acme.client("app");
        refused(weak.byJwk("/new-account", Map.of()), "400 badPublicKey");
        AcmeTestClient curve = acme.stranger(Csr.pair("EC", "secp521r1"));
        String url = curve.url("/new-account");
        refused(
                AcmeTestClient.sendRaw(
                        url, curve.body(url, "{}", header -> with(with(header, "alg", "ES256"), "jwk", curve.jwk()))),
                "400 badPublicKey");
        AcmeTestClient shown = acme.stranger(Csr.PAIR);
        Map<String, Object> secret = shown.jwk();
        secret.put("d", secret.get("x"));
        refused(
                AcmeTestClient.sendRaw(url, shown.body(url, "{}", header -> with(header, "jwk", secret))),
                "400 malformed");
    }

    @Test
    void readsNothingButOneFlattenedJws() {
        AcmeTestClient client = acme.client("app");
        String url = client.url("/new-order");
        String good = client.signed(url, AcmeTestClient.text(names(NAME)));
        for (String body : List.of(
                "",
                "null",
                "[]",
                "{}",
                good.replaceFirst("\\{", "{\"header\":{},"),
                good.replaceFirst("\\{", "{\"signatures\":[],"),
                good.replaceFirst("\"payload\":\"", "\"payload\":\"\",\"payload\":\""))) {
            refused(AcmeTestClient.sendRaw(url, body), "400 malformed");
        }
        refused(AcmeTestClient.sendRaw(url, client.signed(url, "no object")), "400 malformed");
        refused(AcmeTestClient.sendRaw(url, client.signed(url, "{\"identifiers\":7}")), "400 malformed");
    }
}
