package io.keywright.ledger.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.ledger.TestLedger;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.evidence.Manifest.Listed;
import io.keywright.ledger.evidence.Manifest.Subject;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.TestKeys;
import io.keywright.ledger.receipt.ChangeDigest;
import io.keywright.ledger.receipt.Receipts;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Receipt;
import io.keywright.model.Receipt.KmsContext;
import io.keywright.model.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** An archive of the receipts of one tenant, in a ledger in which every third receipt is another tenant's. */
final class TestEvidence {

    static final String TENANT = "acme";
    static final byte[] CHANGE = "{\"policy_version\":2}".getBytes(UTF_8);
    private static final int CHANGING = 10;
    private static final Map<Integer, TestEvidence> MADE = new ConcurrentHashMap<>();
    static final Subject SUBJECT = new Subject(
            TENANT,
            Instant.parse("2026-11-01T00:00:00.000Z"),
            Instant.parse("2026-12-01T00:00:00.000Z"),
            Instant.parse("2026-12-01T00:00:01.000Z"),
            0);

    final NoteSigner signer;
    final Map<String, byte[]> files;

    private final TestLedger ledger;

    private TestEvidence(NoteSigner signer, TestLedger ledger, Map<String, byte[]> files) {
        this.signer = signer;
        this.ledger = ledger;
        this.files = files;
    }

    /** Made once for each size, as signing takes long; each caller has files of its own. */
    static TestEvidence of(int leaves) {
        return MADE.computeIfAbsent(leaves, TestEvidence::made).copy();
    }

    private static TestEvidence made(int leaves) {
        try {
            return of(leaves, TestKeys.named(TestLedger.ORIGIN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TestEvidence copy() {
        Map<String, byte[]> copies = new LinkedHashMap<>();
        files.forEach((name, content) -> copies.put(name, content.clone()));
        return new TestEvidence(signer, ledger, copies);
    }

    static TestEvidence of(int leaves, NoteSigner signer) throws IOException {
        return of(leaves, signer, List.of(), EvidenceFiles.TABLES);
    }

    /** With these files besides those that every archive has. */
    static TestEvidence with(int leaves, String... more) throws IOException {
        return of(leaves, TestKeys.named(TestLedger.ORIGIN), List.of(), List.of(more));
    }

    /** All of them cosign the checkpoint; those that have the ledger's name also what vouches for the manifest. */
    static TestEvidence cosigned(int leaves, Cosigner... cosigners) throws IOException {
        return of(leaves, TestKeys.named(TestLedger.ORIGIN), List.of(cosigners), EvidenceFiles.TABLES);
    }

    private static TestEvidence of(int leaves, NoteSigner signer, List<Cosigner> cosigners, List<String> more)
            throws IOException {
        return of(receipts(0, leaves, signer), signer, cosigners, more);
    }

    /** From that receipt on, another key has signed. */
    static TestEvidence succeeded(int leaves, int takeover, NoteSigner old, NoteSigner next) throws IOException {
        List<byte[]> all = new ArrayList<>(receipts(0, takeover, old));
        all.addAll(receipts(takeover, leaves, next));
        return of(all, next, List.of(), List.of());
    }

    private static List<byte[]> receipts(int from, int to, NoteSigner signer) {
        return IntStream.range(from, to)
                .mapToObj(i ->
                        Receipts.signed(of(tenant(i), i % CHANGING == 0, Receipts.requestedBy("module " + i)), signer))
                .toList();
    }

    /** The ledger that the archive is of. */
    TestLedger ledger() {
        return ledger;
    }

    private static TestEvidence of(List<byte[]> all, NoteSigner signer, List<Cosigner> cosigners, List<String> more)
            throws IOException {
        TestLedger ledger = new TestLedger(all);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (EvidenceWriter archive = new EvidenceWriter(bytes)) {
            write(archive, ledger, signer, cosigners, more);
        }
        return new TestEvidence(signer, ledger, unzip(bytes.toByteArray()));
    }

    private static String tenant(int index) {
        return index % 3 == 2 ? "other" : TENANT;
    }

    private static Receipt of(String tenant, boolean changing, Receipt receipt) {
        KmsContext context = receipt.context();
        return new Receipt(
                receipt.receiptId(),
                receipt.timestamp(),
                new Scope(tenant, Environment.PROD, Plane.TENANT),
                receipt.operation(),
                context.changing(changing ? ChangeDigest.of(CHANGE) : null),
                receipt.requestingModule(),
                receipt.signature());
    }

    private static void write(
            EvidenceWriter archive, TestLedger ledger, NoteSigner signer, List<Cosigner> cosigners, List<String> more)
            throws IOException {
        List<Integer> indexes = new ArrayList<>();
        try (OutputStream file = archive.file(EvidenceFiles.RECEIPTS)) {
            for (int i = 0; i < ledger.receipts.size(); i++) {
                if (tenant(i).equals(TENANT)) {
                    indexes.add(i);
                    file.write(ledger.receipts.get(i));
                    file.write('\n');
                }
            }
        }
        try (OutputStream file = archive.file(EvidenceFiles.INDEX)) {
            for (int index : indexes) {
                file.write((index + "\n").getBytes(UTF_8));
            }
        }
        try (OutputStream file = archive.file(EvidenceFiles.TREE)) {
            ReceiptProof proof = new ReceiptProof(ledger.receipts.size(), ledger.tiles, file);
            for (int index : indexes) {
                proof.add(index);
            }
            proof.finish();
        }
        try (OutputStream file = archive.file(EvidenceFiles.CHANGES)) {
            for (int index : indexes) {
                if (index % CHANGING == 0) {
                    file.write(CHANGE);
                    file.write('\n');
                }
            }
        }
        archive.file(
                EvidenceFiles.CHECKPOINT,
                cosigned(ledger.checkpoint.sign(signer), cosigners).toString().getBytes(UTF_8));
        List<Cosigner> own = cosigners.stream()
                .filter(cosigner -> cosigner.key().name().equals(TestLedger.ORIGIN))
                .toList();
        LogKeys keys = new LogKeys(
                signer.verifierKey(), own.stream().map(Cosigner::key).toList());
        archive.file(EvidenceFiles.LEDGER_KEY, keys.toString().getBytes(UTF_8));
        for (String name : EvidenceFiles.LISTED.subList(6, EvidenceFiles.LISTED.size())) {
            archive.file(name, ("what stands in " + name).getBytes(UTF_8));
        }
        for (String name : more) {
            archive.file(name, ("what stands in " + name).getBytes(UTF_8));
        }
        Subject subject = new Subject(TENANT, SUBJECT.from(), SUBJECT.to(), SUBJECT.exportedAt(), indexes.size());
        vouch(archive, ledger, signer, own, archive.manifest(subject));
    }

    private static SignedNote cosigned(SignedNote checkpoint, List<Cosigner> cosigners) {
        return checkpoint.with(cosigners.stream()
                .map(cosigner -> cosigner.cosign(checkpoint.text(), SUBJECT.exportedAt()))
                .toList());
    }

    private static void vouch(
            EvidenceWriter archive, TestLedger ledger, NoteSigner signer, List<Cosigner> own, byte[] manifest)
            throws IOException {
        byte[] change = CanonicalJson.write(Map.of(EvidenceFiles.MANIFEST_DIGEST, Sha256.hex(manifest)));
        Receipt template = of(TENANT, false, Receipts.ofSigning());
        Receipt export = new Receipt(
                template.receiptId(),
                template.timestamp(),
                template.scope(),
                "evidence_exported",
                new KmsContext(null, "export_evidence", null, null, true, null, ChangeDigest.of(change)),
                template.requestingModule(),
                template.signature());
        List<byte[]> grown = new ArrayList<>(ledger.receipts);
        byte[] receipt = Receipts.signed(export, signer);
        grown.add(receipt);
        archive.file(EvidenceFiles.MANIFEST_CHANGE, change);
        archive.file(EvidenceFiles.MANIFEST_RECEIPT, receipt);
        TestLedger after = new TestLedger(grown);
        archive.file(
                EvidenceFiles.MANIFEST_PROOF,
                after.proof(grown.size() - 1, cosigned(after.checkpoint.sign(signer), own)));
    }

    /** Lists one more file, as the service would have done: a receipt of the export vouches for it. */
    TestEvidence exportedWith(String name, byte[] content) throws IOException {
        list(name, content);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (EvidenceWriter archive = new EvidenceWriter(bytes)) {
            vouch(archive, ledger, signer, List.of(), file(EvidenceFiles.MANIFEST));
        }
        files.putAll(unzip(bytes.toByteArray()));
        return this;
    }

    /** The files, put together again: whoever altered them can do so, too. */
    byte[] zip() throws IOException {
        return zip(files);
    }

    static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (EvidenceWriter archive = new EvidenceWriter(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                archive.file(file.getKey(), file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** Lists the files anew in the manifest, as whoever altered them would do. */
    TestEvidence listedAnew() {
        Manifest before = Manifest.parse(file(EvidenceFiles.MANIFEST));
        List<Listed> listed =
                before.files().stream().map(Listed::path).map(this::listed).toList();
        files.put(EvidenceFiles.MANIFEST, new Manifest(before.subject(), listed).encode());
        return this;
    }

    /** Puts a file into the archive, and lists it. */
    void list(String name, byte[] content) {
        Manifest before = Manifest.parse(file(EvidenceFiles.MANIFEST));
        files.put(name, content);
        List<Listed> listed = new ArrayList<>(before.files());
        listed.add(listed(name));
        files.put(EvidenceFiles.MANIFEST, new Manifest(before.subject(), listed).encode());
    }

    private Listed listed(String name) {
        byte[] content = file(name);
        return new Listed(name, content.length, Sha256.hex(content));
    }

    void replaceInManifest(String text, String other) {
        String manifest = new String(file(EvidenceFiles.MANIFEST), UTF_8);
        files.put(EvidenceFiles.MANIFEST, manifest.replace(text, other).getBytes(UTF_8));
    }

    byte[] file(String name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException("no file " + name);
        }
        return content;
    }

    /** The lines of a file, without their ends. */
    List<String> lines(String name) {
        return new String(file(name), UTF_8).lines().toList();
    }

    void lines(String name, List<String> lines) {
        files.put(name, (String.join("\n", lines) + "\n").getBytes(UTF_8));
    }

    private static Map<String, byte[]> unzip(byte[] archive) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
