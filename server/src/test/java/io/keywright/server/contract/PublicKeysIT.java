package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.PublicKeys;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /keys/{id}/public-key and GET /jwks. */
@Served
class PublicKeysIT {

    private final Identity tenant = Identity.ofNewTenant();
    private final Installation server;
    private final Kms kms;

    PublicKeysIT(Installation server) {
        this.server = server;
        this.kms = server.as(tenant);
    }

    private String set() {
        return "/jwks/" + tenant.tenant() + "/dev/tenant";
    }

    private static Reply asked(Kms kms, String path, String etag) {
        return kms.send(request -> request.uri(kms.uri("/kms/v1" + path))
                .header("If-None-Match", etag)
                .GET());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA-2048", "EC-P256", "EC-P384", "Ed25519", "ML-DSA-65"})
    void theThreeFormsAreOneKey(String type) throws Exception {
        Reply made = kms.create(type, List.of("sign", "verify")).expect(201);
        String path = "/keys/" + made.text("key_id") + "/public-key";
        PublicKey key = PublicKeys.parse(made.text("public_key"), type);

        Reply pem = kms.get(path).expect(200);
        assertThat(pem.text()).isEqualTo(made.text("public_key"));
        assertThat(pem.header("Content-Type")).isEqualTo("application/x-pem-file");
        assertThat(kms.get(path + "?format=der").expect(200).body()).isEqualTo(key.getEncoded());
        Reply jwk = kms.get(path + "?format=jwk").expect(200);
        assertThat(jwk.header("Content-Type")).isEqualTo("application/jwk+json");
        assertThat(jwk.json().path("kid").asText()).isEqualTo(made.text("key_id"));
        assertThat(jwk.json().path("use").asText()).isEqualTo("sig");
        assertSame(jwk.json(), key);
    }

    private static void assertSame(JsonNode jwk, PublicKey key) {
        switch (key) {
            case RSAPublicKey rsa -> {
                assertThat(jwk.has("alg")).isFalse();
                assertThat(jwk.path("e").asText()).isEqualTo("AQAB");
                assertThat(number(jwk, "n")).isEqualTo(rsa.getModulus());
            }
            case ECPublicKey ec -> {
                assertThat(number(jwk, "x")).isEqualTo(ec.getW().getAffineX());
                assertThat(number(jwk, "y")).isEqualTo(ec.getW().getAffineY());
            }
            case EdECPublicKey ed -> {
                assertThat(jwk.path("alg").asText()).isEqualTo("EdDSA");
                assertThat(bytes(jwk, "x")).isEqualTo(end(key, 32));
            }
            default -> {
                assertThat(jwk.path("kty").asText()).isEqualTo("AKP");
                assertThat(bytes(jwk, "pub")).isEqualTo(end(key, 1952));
            }
        }
    }

    private static byte[] bytes(JsonNode jwk, String member) {
        return Base64.getUrlDecoder().decode(jwk.path(member).asText());
    }

    private static BigInteger number(JsonNode jwk, String member) {
        return new BigInteger(1, bytes(jwk, member));
    }

    private static byte[] end(PublicKey key, int bytes) {
        byte[] all = key.getEncoded();
        return Arrays.copyOfRange(all, all.length - bytes, all.length);
    }

    @Test
    void aSymmetricKeyHasNoneADestroyedOneNoneThatCounts() {
        Refusal.of(kms.get("/keys/" + kms.newKey("AES-256") + "/public-key"), 400, "INVALID_REQUEST");
        String gone = kms.newKey("Ed25519");
        kms.revoke(gone).expect(200);
        Refusal.of(kms.get("/keys/" + gone + "/public-key"), 409, "KEY_REVOKED");
        String there = kms.newKey("Ed25519", "key_alias", "public-key");
        Refusal.of(kms.get("/keys/" + there + "/public-key?format=ssh"), 400, "INVALID_REQUEST");
        Refusal.of(server.asNewTenant().get("/keys/" + there + "/public-key"), 404, "KEY_NOT_FOUND");
        kms.get("/keys/alias/public-key/public-key").expect(200);
    }

    @Test
    void aSetHasWhatVerifiesAndChangesWithIt() {
        String first = kms.newKey("Ed25519");
        kms.newKey("AES-256");
        Reply before = kms.get(set()).expect(200);
        assertThat(before.header("Content-Type")).isEqualTo("application/jwk-set+json");
        assertThat(before.header("Cache-Control")).isEqualTo("private, max-age=300");
        assertThat(kids(before)).contains(first);

        Reply same = asked(kms, set(), before.header("ETag")).expect(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo(before.header("ETag"));
        asked(kms, set(), "\"another\", W/" + before.header("ETag")).expect(304);
        asked(kms, set(), "nothing readable").expect(200);

        String second = kms.rotate(first).expect(200).text("new_key_id");
        Reply after = asked(kms, set(), before.header("ETag")).expect(200);
        assertThat(kids(after)).containsSubsequence(second, first);
        kms.post("/keys/" + first + "/archive", Body.of()).expect(200);
        assertThat(kids(kms.get(set()).expect(200))).contains(first);
        kms.revoke(first).expect(200);
        assertThat(kids(kms.get(set()).expect(200))).contains(second).doesNotContain(first);
    }

    private static List<String> kids(Reply set) {
        List<String> kids = new ArrayList<>();
        set.json().path("keys").forEach(key -> kids.add(key.path("kid").asText()));
        return kids;
    }

    @Test
    void aSetIsForItsTenantAndReadingItLeavesAReceipt() {
        Reply read = kms.get(set()).expect(200);
        assertThat(kms.receipts("operation=key_set_read&limit=1")
                        .getFirst()
                        .path("receipt_id")
                        .asText())
                .isEqualTo(read.header("X-Receipt-Id"));
        kms.get("/jwks/" + tenant.tenant() + "/prod/shared").expect(200);
        Refusal.of(server.asNewTenant().get(set()), 403, "UNAUTHORIZED");
        Refusal.of(server.asNewTenant().get("/jwks/nobody/dev/tenant"), 403, "UNAUTHORIZED");
        Refusal.of(kms.get("/jwks/" + tenant.tenant() + "/prod/moon"), 400, "INVALID_REQUEST");
    }
}
