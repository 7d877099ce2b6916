package io.keywright.core.evidence;

import io.keywright.ledger.evidence.EvidenceFiles;
import io.keywright.ledger.evidence.EvidenceWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** A package's files for spreadsheets, filled side by side. */
final class Tables implements AutoCloseable {

    private static final Map<String, List<String>> COLUMNS = Map.of(
            EvidenceFiles.USERS_TABLE,
            List.of("identity", "role", "environment", "plane", "held_by", "source", "created_at", "binding_id"),
            EvidenceFiles.KEYS_TABLE,
            List.of(
                    "key_id",
                    "key_alias",
                    "key_type",
                    "key_usage",
                    "key_state",
                    "environment",
                    "plane",
                    "created_at",
                    "valid_from",
                    "valid_until",
                    "rotation_count",
                    "rotated_from",
                    "rotated_to",
                    "protection",
                    "policy_version"),
            EvidenceFiles.TIMELINE,
            List.of(
                    "ts",
                    "index",
                    "receipt_id",
                    "operation",
                    "environment",
                    "plane",
                    "module",
                    "actor",
                    "actor_person",
                    "key_id",
                    "approval_issuer",
                    "approval_id"),
            EvidenceFiles.ACTIVITY,
            List.of("environment", "plane", "module", "operation", "carried_out", "refused", "first", "last"),
            EvidenceFiles.RECEIPTS_TABLE,
            List.of(
                    "row",
                    "index",
                    "receipt_id",
                    "ts",
                    "environment",
                    "plane",
                    "module",
                    "operation",
                    "key_id",
                    "algorithm",
                    "success",
                    "error_code",
                    "change_digest"));

    private final Parts parts;
    private final Table users;
    private final Table keys;
    private final Table timeline;
    private final Table activity;
    private final Table receipts;

    Tables(Parts parts) throws IOException {
        this.parts = parts;
        this.users = table(EvidenceFiles.USERS_TABLE);
        this.keys = table(EvidenceFiles.KEYS_TABLE);
        this.timeline = table(EvidenceFiles.TIMELINE);
        this.activity = table(EvidenceFiles.ACTIVITY);
        this.receipts = table(EvidenceFiles.RECEIPTS_TABLE);
    }

    private Table table(String name) throws IOException {
        return new Table(parts.create(name), COLUMNS.getOrDefault(name, List.of()));
    }

    /** Who has which role. */
    Table users() {
        return users;
    }

    Table keys() {
        return keys;
    }

    /** Changes, in the order of the ledger. */
    Table timeline() {
        return timeline;
    }

    /** How often each identity did what. */
    Table activity() {
        return activity;
    }

    Table receipts() {
        return receipts;
    }

    /** Puts the tables into the package. Nothing can be added afterwards. */
    void write(EvidenceWriter zip) throws IOException {
        close();
        for (String name : EvidenceFiles.TABLES) {
            try (OutputStream file = zip.file(name)) {
                Files.copy(parts.path(name), file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Table table : List.of(users, keys, timeline, activity, receipts)) {
            table.close();
        }
    }
}
