package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** POST /key-agreement, with partners that have a plain JDK. */
@Served
class KeyAgreementIT {

    private static final byte[] SALT = "sixteen bytes it".getBytes(US_ASCII);
    private static final byte[] INFO = "for the test".getBytes(US_ASCII);
    private static final String ZERO = "302a300506032b656e032100" + "00".repeat(32);

    private final Kms kms;

    KeyAgreementIT(Installation server) {
        this.kms = server.asNewTenant();
    }

    private static KeyPair pair(String keyType) throws Exception {
        AlgorithmParameterSpec curve = switch (keyType) {
            case "X25519" -> NamedParameterSpec.X25519;
            case "ECDH-P256" -> new ECGenParameterSpec("secp256r1");
            default -> new ECGenParameterSpec("secp384r1");
        };
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keyType.equals("X25519") ? "X25519" : "EC");
        generator.initialize(curve);
        return generator.generateKeyPair();
    }

    private static String pem(byte[] info) {
        return Pem.write(PemBlock.publicKey(info));
    }

    private Reply make(String keyType) {
        return kms.create(keyType, List.of("agree")).expect(201);
    }

    private Reply agree(String key, String peer, @Nullable Object... more) {
        Map<String, @Nullable Object> body = Body.of(
                "key_id", key, "public_key", peer, "kdf", "HKDF-SHA256", "salt", SALT, "info", INFO, "length", 32);
        return kms.post("/key-agreement", Body.with(body, more));
    }

    @ParameterizedTest
    @CsvSource({"X25519, X25519, XDH", "ECDH-P256, EC, ECDH", "ECDH-P384, EC, ECDH"})
    void thePartnerComesToTheSame(String keyType, String factory, String agreement) throws Exception {
        KeyPair partner = pair(keyType);
        Reply made = make(keyType);
        Reply agreed = agree(made.text("key_id"), pem(partner.getPublic().getEncoded()))
                .expect(200);

        byte[] info = kms.get("/keys/" + made.text("key_id") + "/public-key?format=der")
                .expect(200)
                .body();
        PublicKey key = KeyFactory.getInstance(factory).generatePublic(new X509EncodedKeySpec(info));
        KeyAgreement there = KeyAgreement.getInstance(agreement);
        there.init(partner.getPrivate());
        there.doPhase(key, true);
        byte[] derived = KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(there.generateSecret())
                        .addSalt(SALT)
                        .thenExpand(INFO, 32));
        assertThat(agreed.bytes("derived")).isEqualTo(derived);
        assertThat(agreed.text("key_id")).isEqualTo(made.text("key_id"));
        assertThat(kms.receipts("operation=secret_agreed&key_id=" + made.text("key_id")))
                .hasSize(1);
    }

    @Test
    void whatIsNoKeyToAgreeWithIsRefused() throws Exception {
        String key = make("X25519").text("key_id");
        String good = pem(pair("X25519").getPublic().getEncoded());
        String other = pem(pair("ECDH-P256").getPublic().getEncoded());
        String zero = pem(HexFormat.of().parseHex(ZERO));

        for (String unfit : List.of(other, zero)) {
            Refusal.of(agree(key, unfit), 400, "INVALID_REQUEST", "public_key_does_not_fit");
        }
        for (String bad : List.of("", "none", good + good, good.replace("PUBLIC", "PRIVATE"))) {
            Refusal.of(agree(key, bad), 400, "INVALID_REQUEST", "public_key");
        }
        Refusal.of(agree(key, good, "kdf", "PBKDF2-SHA256"), 400, "INVALID_REQUEST");
        Refusal.of(agree(key, good, "iterations", 1), 400, "INVALID_REQUEST");
        Refusal.of(agree(kms.newKey("Ed25519"), good), 400, "INVALID_REQUEST", "key_usage");
        Refusal.of(kms.sign(key, SALT), 400, "INVALID_REQUEST", "key_usage");
        for (String usage : List.of("sign", "encrypt")) {
            Refusal.of(kms.create("X25519", List.of("agree", usage)), 400, "INVALID_REQUEST");
        }
    }

    @Test
    void aKeySetSaysWhatItIsFor() {
        JsonNode jwk = kms.get("/keys/" + make("X25519").text("key_id") + "/public-key?format=jwk")
                .expect(200)
                .json();
        assertThat(jwk.path("kty").asText()).isEqualTo("OKP");
        assertThat(jwk.path("crv").asText()).isEqualTo("X25519");
        assertThat(jwk.path("use").asText()).isEqualTo("enc");
        assertThat(jwk.has("alg")).isFalse();
    }
}
