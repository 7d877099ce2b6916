package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.ledger.evidence.EvidenceFiles;
import io.keywright.ledger.evidence.EvidenceVerdict;
import io.keywright.ledger.evidence.EvidenceVerifier;
import io.keywright.ledger.evidence.TrustedKeys;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor takes a tenant's evidence away, and proves it without the service. */
@Served({
    "keywright.access.key-user=spiffe://test.keywright/tenant/*/env/dev/plane/*/module/M21",
    "keywright.access.key-admin=spiffe://test.keywright/tenant/*/env/dev/plane/*/module/M21",
    "keywright.access.auditor=spiffe://test.keywright/tenant/*/env/*/plane/*/module/M21,"
            + "spiffe://test.keywright/module/inspector",
    "keywright.access.platform-admin=spiffe://test.keywright/module/root"
})
class EvidenceIT {

    private static final String LONG_AGO = "2026-01-01T00:00:00.000Z";

    private final Installation server;
    private final Identity identity = Identity.ofNewTenant();
    private final Kms kms;

    @TempDir
    private Path folder;

    EvidenceIT(Installation server) {
        this.server = server;
        this.kms = server.as(identity);
    }

    private static Reply export(Kms auditor) {
        return auditor.post("/evidence/exports", Body.of("from", LONG_AGO)).expect(202);
    }

    private static JsonNode finished(Kms auditor, String id) throws InterruptedException {
        Instant patience = Instant.now().plus(Duration.ofSeconds(30));
        JsonNode export = auditor.get("/evidence/exports/" + id).expect(200).json();
        while (!List.of("ready", "failed").contains(export.path("state").asText())
                && Instant.now().isBefore(patience)) {
            Thread.sleep(50);
            export = auditor.get("/evidence/exports/" + id).expect(200).json();
        }
        return export;
    }

    private byte[] archive(Kms auditor) throws InterruptedException {
        String id = export(auditor).text("export_id");
        JsonNode export = finished(auditor, id);
        assertThat(export.path("state").asText()).as("%s", export).isEqualTo("ready");
        byte[] archive =
                auditor.get("/evidence/exports/" + id + "/download").expect(200).body();
        assertThat(archive).hasSize(export.path("size_bytes").asInt());
        return archive;
    }

    private EvidenceVerdict verify(byte[] archive) throws IOException {
        VerifierKey key = VerifierKey.parse(
                kms.get("/ledger/key").expect(200).text().lines().findFirst().orElseThrow());
        Path file = Files.write(folder.resolve("evidence.zip"), archive);
        return new EvidenceVerifier(TrustedKeys.of(key), true, 2, done -> {}).verify(file);
    }

    private static Map<String, String> files(byte[] archive) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }

    @Test
    void everythingThatHappenedIsInTheArchiveAndProved() throws Exception {
        String keyId = kms.newKey("Ed25519", "key_alias", "invoices");
        String receiptId = kms.sign(keyId, new byte[3]).expect(200).text("receipt_id");
        server.asNewTenant().newKey("AES-256");
        String newKeyId = kms.rotate(keyId).expect(200).text("new_key_id");
        Refusal.of(kms.sign("0193512f-aaaa-7bbb-8ccc-9ddddeeeefff", new byte[3]), 404, "KEY_NOT_FOUND");

        byte[] archive = archive(kms);

        EvidenceVerdict verdict = verify(archive);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.manifest().orElseThrow().subject().tenantId()).isEqualTo(identity.tenant());
        Map<String, String> files = files(archive);
        assertThat(files.get(EvidenceFiles.RECEIPTS)).contains(receiptId);
        assertThat(files.get(EvidenceFiles.KEYS)).contains(keyId, newKeyId, "\"rotated_to\":\"" + newKeyId);
        assertThat(files.get(EvidenceFiles.PUBLIC_KEYS)).contains(newKeyId + "\n-----BEGIN PUBLIC KEY-----");
        assertThat(files.get(EvidenceFiles.CHANGES)).contains("\"new_key_id\":\"" + newKeyId);
        assertThat(files.get(EvidenceFiles.REPORT))
                .contains("SC-12", "164.312(b)", "CC8.1", "signature_created", "1 request was refused", "CC7.2");
        assertThat(files.get(EvidenceFiles.ACCESS)).contains("\"source\":\"configuration\"", "\"role\":\"key-user\"");
        assertThat(files.get(EvidenceFiles.RECEIPTS_TABLE)).contains(receiptId);
        assertThat(files.get(EvidenceFiles.PRINTED_REPORT)).startsWith("%PDF-");
        assertThat(String.join("", files.values())).doesNotContain("PRIVATE");
    }

    @Test
    void theExportItselfLeavesReceipts() throws Exception {
        kms.newKey("AES-256");

        Reply asked = export(kms);
        JsonNode export = finished(kms, asked.text("export_id"));

        assertThat(kms.get("/receipts/" + asked.text("receipt_id")).expect(200).text("operation"))
                .isEqualTo("evidence_requested");
        String exported = export.path("export_receipt_id").asText();
        assertThat(kms.get("/receipts/" + exported).expect(200).text("operation"))
                .isEqualTo("evidence_exported");
        assertThat(kms.get("/receipts/" + exported + "/change").expect(200).text("export_id"))
                .isEqualTo(asked.text("export_id"));
    }

    @Test
    void aTimeWithoutReceiptsIsEvidenceToo() throws Exception {
        Reply asked = kms.post("/evidence/exports", Body.of("from", LONG_AGO, "to", "2026-01-02T00:00:00.000Z"))
                .expect(202);
        JsonNode export = finished(kms, asked.text("export_id"));

        byte[] archive = kms.get("/evidence/exports/" + export.path("export_id").asText() + "/download")
                .expect(200)
                .body();

        assertThat(verify(archive).findings()).isEmpty();
        assertThat(files(archive).get(EvidenceFiles.REPORT)).contains("There is no receipt in the range");
    }

    @Test
    void oneTenantsExportIsNotThereForAnother() throws Exception {
        String id = export(kms).text("export_id");
        finished(kms, id);
        Kms other = server.asNewTenant();

        Refusal.of(other.get("/evidence/exports/" + id), 404, "KEY_NOT_FOUND", "export_not_found");
        Refusal.of(other.get("/evidence/exports/" + id + "/download"), 404, "KEY_NOT_FOUND", "export_not_found");
        assertThat(other.get("/evidence/exports").expect(200).json().path("exports"))
                .isEmpty();
        Refusal.of(
                other.post("/evidence/exports", Body.of("from", LONG_AGO, "tenant_id", identity.tenant())),
                403,
                "UNAUTHORIZED");
    }

    @Test
    void aPlatformAuditorNamesTheTenantWhoseEvidenceTellsOfIt() throws Exception {
        String query = "?tenant_id=" + identity.tenant();
        String keyId = kms.newKey("AES-256");
        try (Kms inspector = server.as(server.certificates().ofPlatform("inspector"))) {
            Reply asked = inspector
                    .post("/evidence/exports", Body.of("from", LONG_AGO, "tenant_id", identity.tenant()))
                    .expect(202);
            String path = "/evidence/exports/" + asked.text("export_id");
            finished(kms, asked.text("export_id"));

            byte[] archive =
                    inspector.get(path + "/download" + query).expect(200).body();

            assertThat(verify(archive).findings()).isEmpty();
            assertThat(files(archive).get(EvidenceFiles.KEYS)).contains(keyId);
            Refusal.of(inspector.get(path), 400, "INVALID_REQUEST");
            kms.get("/receipts/" + asked.text("receipt_id")).expect(200);
        }
    }

    @Test
    void onlyAuditorsExport() {
        try (Kms root = server.as(server.certificates().ofPlatform("root"))) {
            Kms worker = server.as(identity.asModule("worker"));
            root.post(
                            "/role-bindings",
                            Body.of(
                                    "tenant_id",
                                    identity.tenant(),
                                    "identity",
                                    worker.get("/whoami").text("subject"),
                                    "role",
                                    "key-admin"))
                    .expect(201);
            Refusal.of(
                    worker.post("/evidence/exports", Body.of("from", LONG_AGO)), 403, "UNAUTHORIZED", "role_missing");
            Refusal.of(worker.get("/evidence/exports"), 403, "UNAUTHORIZED", "role_missing");
        }
    }

    @Test
    void aRangeMustBeOneThatIsOver() {
        Refusal.of(
                kms.post("/evidence/exports", Body.of("from", LONG_AGO, "to", "2999-01-01T00:00:00.000Z")),
                400,
                "INVALID_REQUEST");
        Refusal.of(kms.post("/evidence/exports", Body.of("from", LONG_AGO, "to", LONG_AGO)), 400, "INVALID_REQUEST");
        Refusal.of(kms.post("/evidence/exports", Body.of()), 400, "INVALID_REQUEST");
        Refusal.of(kms.get("/evidence/exports/1"), 400, "INVALID_REQUEST");
    }

    @Test
    void anExportIsGoneOnceItIsDeleted() throws Exception {
        String id = export(kms).text("export_id");
        finished(kms, id);

        kms.send(request ->
                        request.uri(kms.uri("/kms/v1/evidence/exports/" + id)).DELETE())
                .expect(200);

        Refusal.of(kms.get("/evidence/exports/" + id), 404, "KEY_NOT_FOUND", "export_not_found");
        try (var files = Files.list(server.data().resolve("exports"))) {
            assertThat(files.filter(file -> file.toString().contains(id))).isEmpty();
        }
    }

    @Test
    void nobodyElseOnTheMachineReadsAnArchive() throws Exception {
        String id = export(kms).text("export_id");
        finished(kms, id);

        Path exports = server.data().resolve("exports");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(exports)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(exports.resolve(id + ".zip"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anAlteredArchiveIsFoundOut() throws Exception {
        kms.newKey("Ed25519");
        byte[] archive = archive(kms);
        for (int at = 0; at < archive.length; at += 101) {
            archive[at] ^= 1;
            assertThat(verify(archive).proved()).as("byte %d", at).isFalse();
            archive[at] ^= 1;
        }
    }
}
