package io.keywright.core.backup;

import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignedNote;
import io.keywright.model.CanonicalUuid;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says of itself, in the clear and before everything else: the line {@code keywright-backup/1}, the length of
 * what follows in four bytes (big-endian), and an RFC 8785 object. Every chunk behind it is bound to its SHA-256.
 *
 * @param parent the backup that this one says the difference to; empty if it is whole
 * @param checkpoint of the ledger as it is in the backup, signed
 * @param schema the version of the store's schema
 */
public record BackupHead(
        UUID backupId, Optional<UUID> parent, Instant createdAt, SignedNote checkpoint, int schema, BackupSeal seal) {

    private static final byte[] MARK = "keywright-backup/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 1 << 16;

    /** The ledger's head. */
    public Checkpoint ledger() {
        return Checkpoint.parse(checkpoint.text());
    }

    /** How many receipts it has. */
    public long receipts() {
        return ledger().size();
    }

    /** As it stands at the beginning of the file. */
    byte[] bytes() {
        byte[] json = json();
        return ByteBuffer.allocate(MARK.length + Integer.BYTES + json.length)
                .put(MARK)
                .putInt(json.length)
                .put(json)
                .array();
    }

    private byte[] json() {
        Map<String, Object> members = new TreeMap<>(Map.of(
                "backup_id", backupId.toString(),
                "created_at", createdAt.toString(),
                "checkpoint", checkpoint.toString(),
                "schema", schema,
                "seal", seal.members()));
        parent.ifPresent(id -> members.put("parent", id.toString()));
        return CanonicalJson.write(members);
    }

    /** What every chunk is bound to. */
    byte[] digest() {
        return Sha256.of(bytes());
    }

    /**
     * Reads it. Nothing of it is to be believed before a chunk was opened.
     *
     * @throws BackupException if there is none
     */
    static BackupHead read(InputStream file) throws IOException, BackupException {
        DataInputStream in = new DataInputStream(file);
        if (!Arrays.equals(in.readNBytes(MARK.length), MARK)) {
            throw new BackupException(
                    "This is no backup of Keywright, or one in a form that only a newer version reads.");
        }
        byte[] length = in.readNBytes(Integer.BYTES);
        int size = length.length == Integer.BYTES ? ByteBuffer.wrap(length).getInt() : 0;
        if (size <= 0 || size > LONGEST) {
            throw damaged(null);
        }
        return parse(in.readNBytes(size));
    }

    private static BackupHead parse(byte[] json) throws BackupException {
        try {
            Map<String, @Nullable Object> members = CanonicalJson.read(json);
            BackupHead head = new BackupHead(
                    CanonicalUuid.parse(text(members, "backup_id")),
                    Optional.ofNullable(members.get("parent")).map(it -> CanonicalUuid.parse(it.toString())),
                    Instant.parse(text(members, "created_at")),
                    SignedNote.parse(text(members, "checkpoint")),
                    Math.toIntExact(Long.parseLong(text(members, "schema"))),
                    seal(members));
            head.ledger();
            if (!Arrays.equals(head.json(), json)) {
                throw new IllegalArgumentException("a head has one spelling");
            }
            return head;
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    private static BackupSeal seal(Map<String, @Nullable Object> members) {
        if (members.get("seal") instanceof Map<?, ? extends @Nullable Object> seal) {
            return BackupSeal.of(seal);
        }
        throw new IllegalArgumentException("a backup needs a seal");
    }

    private static String text(Map<String, @Nullable Object> members, String name) {
        Object value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a backup needs " + name);
        }
        return value.toString();
    }

    private static BackupException damaged(@Nullable Exception cause) {
        return new BackupException(
                "The backup's head was altered or cut off. Take another copy of it, or another backup.", cause);
    }
}
