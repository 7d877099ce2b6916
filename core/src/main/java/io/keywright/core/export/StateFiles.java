package io.keywright.core.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.approval.ApprovalFile;
import io.keywright.core.approval.ApprovalStore;
import io.keywright.core.approval.ApprovalStore.ApprovalFilter;
import io.keywright.core.evidence.Details;
import io.keywright.core.evidence.KeyDetails;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.lifecycle.KeyStore.KeyFilter;
import io.keywright.core.role.RoleBindingStore;
import io.keywright.core.trust.TrustAnchorStore;
import io.keywright.ledger.evidence.EvidenceFiles;
import io.keywright.ledger.evidence.EvidenceWriter;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.Environment;
import io.keywright.model.KeyMetadata;
import io.keywright.model.Party;
import io.keywright.model.Plane;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.TrustAnchor;
import io.keywright.model.Vote;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what stands in the store at the time of the export, page by page: keys, roles, approvals and trusted authorities. */
public record StateFiles(KeyStore keys, RoleBindingStore roles, ApprovalStore approvals, TrustAnchorStore anchors) {

    private static final int PAGE = 500;
    private static final KeyFilter EVERY_KEY = new KeyFilter(null, null, null);
    private static final ApprovalFilter EVERY_APPROVAL = new ApprovalFilter(null, null, null);

    /** Writes all of them. */
    void write(Export export, EvidenceWriter archive, Inventory seen) throws IOException, StoreException {
        String tenant = export.tenantId();
        keys(tenant, archive, seen::add);
        publicKeys(tenant, archive);
        access(tenant, archive, seen::add);
        approvals(export, archive, seen::add);
        anchors(tenant, archive, seen::add);
    }

    private void keys(String tenant, EvidenceWriter archive, Consumer<KeyMetadata> seen)
            throws IOException, StoreException {
        try (OutputStream file = archive.file(EvidenceFiles.KEYS)) {
            forEachKey(tenant, key -> {
                Map<String, @Nullable Object> line = KeyDetails.of(key);
                line.putAll(scope(key.scope()));
                line.put("rotated_to", Details.text(key.rotatedTo()));
                line(file, line);
                seen.accept(key);
            });
        }
    }

    /** Each with its id in a line before it, which RFC 7468 allows. */
    private void publicKeys(String tenant, EvidenceWriter archive) throws IOException, StoreException {
        try (OutputStream file = archive.file(EvidenceFiles.PUBLIC_KEYS)) {
            forEachKey(tenant, key -> {
                if (!key.publicKey().isEmpty()) {
                    file.write((key.keyId() + "\n" + key.publicKey().strip() + "\n").getBytes(UTF_8));
                }
            });
        }
    }

    @FunctionalInterface
    private interface KeySink {
        void take(KeyMetadata key) throws IOException;
    }

    private void forEachKey(String tenant, KeySink sink) throws IOException, StoreException {
        for (Environment environment : Environment.values()) {
            for (Plane plane : Plane.values()) {
                forEachKey(new Scope(tenant, environment, plane), sink);
            }
        }
    }

    private void forEachKey(Scope scope, KeySink sink) throws IOException, StoreException {
        UUID after = null;
        List<StoredKey> page;
        do {
            page = keys.keys(scope, EVERY_KEY, after, PAGE);
            for (StoredKey key : page) {
                sink.take(key.metadata());
                after = key.metadata().keyId();
            }
        } while (page.size() == PAGE);
    }

    private void access(String tenant, EvidenceWriter archive, Consumer<RoleBinding> seen)
            throws IOException, StoreException {
        try (OutputStream file = archive.file(EvidenceFiles.ACCESS)) {
            for (RoleBinding binding : roles.roleBindings()) {
                if (binding.tenantId().equals(tenant)) {
                    line(
                            file,
                            Details.members(
                                    "binding_id", binding.bindingId().toString(),
                                    "identity", binding.identity(),
                                    "role", binding.role().wireName(),
                                    "created_at", Details.time(binding.createdAt())));
                    seen.accept(binding);
                }
            }
        }
    }

    /** Ids tell the time, so the pages end where the range begins. */
    private void approvals(Export export, EvidenceWriter archive, Consumer<ApprovalFile> seen)
            throws IOException, StoreException {
        try (OutputStream file = archive.file(EvidenceFiles.APPROVALS)) {
            UUID before = null;
            List<ApprovalFile> page;
            do {
                page = approvals.approvals(export.tenantId(), EVERY_APPROVAL, before, PAGE);
                for (ApprovalFile approval : page) {
                    Instant asked = approval.approval().createdAt();
                    if (!asked.isBefore(export.from()) && asked.isBefore(export.to())) {
                        line(file, approval(approval));
                        seen.accept(approval);
                    }
                    before = approval.approval().approvalId();
                }
            } while (page.size() == PAGE
                    && !page.getLast().approval().createdAt().isBefore(export.from()));
        }
    }

    private static Map<String, @Nullable Object> approval(ApprovalFile file) {
        Map<String, @Nullable Object> line = Details.members(
                "approval_id", file.approval().approvalId().toString(),
                "operation", file.approval().operation().verb(),
                "request_digest", Details.base64(file.approval().requestDigest()),
                "reason", file.approval().reason(),
                "requester", party(file.approval().requester()),
                "created_at", Details.time(file.approval().createdAt()),
                "expires_at", Details.time(file.approval().expiresAt()),
                "spent", file.spent(),
                "votes", file.votes().stream().map(StateFiles::vote).toList());
        line.put("key_id", Details.text(file.approval().keyId()));
        line.putAll(scope(file.approval().scope()));
        return line;
    }

    private static Map<String, @Nullable Object> vote(Vote vote) {
        return Details.members(
                "voter", party(vote.voter()), "granted", vote.granted(), "voted_at", Details.time(vote.votedAt()));
    }

    private static Map<String, @Nullable Object> party(Party party) {
        Map<String, @Nullable Object> members = Details.members("subject", party.subject());
        members.put("person", party.person());
        return members;
    }

    private void anchors(String tenant, EvidenceWriter archive, Consumer<TrustAnchor> seen)
            throws IOException, StoreException {
        try (OutputStream file = archive.file(EvidenceFiles.TRUST_ANCHORS)) {
            for (TrustAnchor anchor : anchors.trustAnchors()) {
                if (anchor.scope().tenantId().equals(tenant)) {
                    Map<String, @Nullable Object> line = Details.members(
                            "trust_anchor_id", anchor.anchorId().toString(),
                            "anchor_type", anchor.anchorType().wireName(),
                            "certificate", Details.base64(anchor.certificate()),
                            "created_at", Details.time(anchor.createdAt()),
                            "version", anchor.version());
                    line.putAll(scope(anchor.scope()));
                    line(file, line);
                    seen.accept(anchor);
                }
            }
        }
    }

    private static Map<String, @Nullable Object> scope(Scope scope) {
        return Details.members(
                "environment", scope.environment().wireName(),
                "plane", scope.plane().wireName());
    }

    private static void line(OutputStream file, Map<String, @Nullable Object> members) throws IOException {
        file.write(CanonicalJson.write(members));
        file.write('\n');
    }
}
