package io.keywright.core.evidence;

import io.keywright.core.approval.ApprovalStore;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Details;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.trust.TrustAnchorStore;
import io.keywright.ledger.evidence.EvidenceFiles;
import io.keywright.ledger.evidence.EvidenceWriter;
import io.keywright.model.TrustAnchor;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what stands in the store at the time of the export, page by page: keys, roles, approvals and trusted authorities. */
public record StateFiles(KeyStore keys, RolesInForce roles, ApprovalStore approvals, TrustAnchorStore anchors) {

    /** Writes all of them. */
    void write(Export export, EvidenceWriter zip, Tables tables, Inventory seen) throws IOException, StoreException {
        String tenant = export.tenantId();
        new KeyFiles(keys, tables.keys()).write(tenant, zip, seen::add);
        access(tenant, zip, tables.users(), seen::add);
        new ApprovalsFile(approvals).write(export, zip, seen::add);
        anchors(tenant, zip, seen::add);
    }

    private void access(String tenant, EvidenceWriter zip, Table users, Consumer<HeldRole> seen)
            throws IOException, StoreException {
        try (JsonLines file = new JsonLines(zip, EvidenceFiles.ACCESS)) {
            for (HeldRole role : roles.of(tenant)) {
                file.write(role.members());
                users.row(role.members());
                seen.accept(role);
            }
        }
    }

    private void anchors(String tenant, EvidenceWriter zip, Consumer<TrustAnchor> seen)
            throws IOException, StoreException {
        try (JsonLines file = new JsonLines(zip, EvidenceFiles.TRUST_ANCHORS)) {
            for (TrustAnchor anchor : anchors.trustAnchors()) {
                if (anchor.scope().tenantId().equals(tenant)) {
                    file.write(line(anchor));
                    seen.accept(anchor);
                }
            }
        }
    }

    private static Map<String, @Nullable Object> line(TrustAnchor anchor) {
        Map<String, @Nullable Object> line = Details.members(
                "trust_anchor_id", anchor.anchorId().toString(),
                "anchor_type", anchor.anchorType().wireName(),
                "certificate", Details.base64(anchor.certificate()),
                "created_at", Details.time(anchor.createdAt()),
                "version", anchor.version());
        line.putAll(JsonLines.scope(anchor.scope()));
        return line;
    }
}
