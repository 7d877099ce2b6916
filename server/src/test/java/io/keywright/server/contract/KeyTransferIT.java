package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import io.keywright.server.harness.WrappedMaterial;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;
import org.junit.jupiter.api.Test;

/** POST /keys/imports and POST /keys/{id}/export. */
@Served
class KeyTransferIT {

    private final Identity tenant = Identity.ofNewTenant();
    private final Installation server;
    private final Kms kms;

    KeyTransferIT(Installation server) {
        this.server = server;
        this.kms = server.as(tenant);
    }

    private Reply begin(String keyType, Object... more) {
        List<String> usage = keyType.startsWith("AES") ? List.of("encrypt", "decrypt") : List.of("sign", "verify");
        return kms.post("/keys/imports", Body.with(Body.of("key_type", keyType, "key_usage", usage), more))
                .expect(201);
    }

    @Test
    void aKeyPairIsImportedAndSigns() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Reply begun = begin("Ed25519", "key_alias", "brought");
        assertThat(begun.text("wrapping_algorithm")).isEqualTo("RSA-OAEP-256+AES-KWP");
        String path = "/keys/imports/" + begun.text("import_id");
        byte[] blob = WrappedMaterial.of(pair.getPrivate().getEncoded(), begun);

        Refusal.of(server.asNewTenant().post(path, Body.of("wrapped_material", blob)), 400, "INVALID_REQUEST");
        Reply imported = kms.post(path, Body.of("wrapped_material", blob)).expect(201);
        assertThat(imported.text("key_id")).isEqualTo(begun.text("import_id"));
        assertThat(imported.text("origin")).isEqualTo("imported");
        assertThat(imported.json().path("exportable").asBoolean()).isFalse();
        Refusal.of(kms.post(path, Body.of("wrapped_material", blob)), 400, "INVALID_REQUEST");

        byte[] data = "what is signed".getBytes(US_ASCII);
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(pair.getPublic());
        verifier.update(data);
        assertThat(verifier.verify(kms.sign("alias/brought", data).expect(200).bytes("signature")))
                .isTrue();
        JsonNode receipt =
                kms.receipts("operation=key_imported&outcome=success").getFirst();
        assertThat(receipt.at("/kms_context/key_id").asText()).isEqualTo(imported.text("key_id"));
    }

    @Test
    void aFaultIsNamedAndRefusalsLeaveReceipts() throws Exception {
        Reply begun = begin("AES-256");
        String path = "/keys/imports/" + begun.text("import_id");
        JsonNode refused = Refusal.of(
                kms.post(path, Body.of("wrapped_material", WrappedMaterial.of(new byte[32], begun))),
                400,
                "INVALID_REQUEST");
        assertThat(refused.path("reason").asText()).isEqualTo("weak");
        assertThat(kms.receipts("operation=key_imported&outcome=refused&key_id=" + begun.text("import_id")))
                .hasSize(1);
        Refusal.of(kms.post("/keys/imports/nothing", Body.of("wrapped_material", new byte[1])), 400, "INVALID_REQUEST");
    }

    @Test
    void nothingLeavesWithoutAnApproval() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        String recipient = Pem.write(
                PemBlock.publicKey(generator.generateKeyPair().getPublic().getEncoded()));
        String staying = kms.newKey("Ed25519");
        String leaving = kms.newKey("Ed25519", "exportable", true);

        Refusal.of(
                kms.post("/keys/" + staying + "/export", Body.of("wrapping_key", recipient)),
                403,
                "POLICY_VIOLATION",
                "not_exportable");
        Refusal.of(
                kms.post("/keys/" + leaving + "/export", Body.of("wrapping_key", recipient)),
                403,
                "POLICY_VIOLATION",
                "approval_required");
        Refusal.of(kms.post("/keys/" + leaving + "/export", Body.of("wrapping_key", "none")), 400, "INVALID_REQUEST");
        Refusal.of(
                server.asNewTenant().post("/keys/" + leaving + "/export", Body.of("wrapping_key", recipient)),
                404,
                "KEY_NOT_FOUND");
    }
}
