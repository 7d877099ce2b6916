package io.keywright.server.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What a thief of the data folder sees, and what somebody could do to it by hand while the server is stopped. */
public final class Disk {

    private final Path data;
    private final String url;

    public Disk(Installation server) {
        this.data = server.data();
        this.url = "jdbc:sqlite:" + server.database();
    }

    /** The files that hold {@code bytes} somewhere, the development PKI aside. */
    public List<Path> filesWith(byte[] bytes) {
        String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(data.resolve("pki")))
                    .filter(file -> content(file).contains(wanted))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The wrapped material of a key, as it is stored. */
    public byte[] wrapped(String keyId) {
        try (Connection database = DriverManager.getConnection(url);
                PreparedStatement select = database.prepareStatement("SELECT wrapped FROM keys WHERE key_id = ?")) {
            select.setBytes(1, uuid(keyId));
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalArgumentException("no row of key " + keyId);
                }
                return rows.getBytes(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many keys of each type and state there are, in all tenants; a name is a type, a space and a state. */
    public Map<String, Long> keysByTypeAndState() {
        Map<String, Long> counts = new HashMap<>();
        try (Connection database = DriverManager.getConnection(url);
                PreparedStatement select =
                        database.prepareStatement("SELECT l.key_type, k.key_state, count(*) FROM keys k"
                                + " JOIN key_lines l ON l.id = k.line GROUP BY 1, 2");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                counts.put(rows.getString(1) + " " + rows.getString(2), rows.getLong(3));
            }
            return counts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sets a column of a key's row; the server must be stopped. */
    public void set(String keyId, String column, Object value) {
        change("UPDATE keys SET " + column + " = ? WHERE key_id = ?", keyId, value);
    }

    /** Sets a column of the row of a key's line; the server must be stopped. */
    public void setOfLine(String keyId, String column, Object value) {
        change(
                "UPDATE key_lines SET " + column + " = ? WHERE id = (SELECT line FROM keys WHERE key_id = ?)",
                keyId,
                value);
    }

    private void change(String sql, String keyId, Object value) {
        try (Connection database = DriverManager.getConnection(url);
                PreparedStatement update = database.prepareStatement(sql)) {
            update.setObject(1, value);
            update.setBytes(2, uuid(keyId));
            if (update.executeUpdate() != 1) {
                throw new IllegalArgumentException("no row of key " + keyId);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] uuid(String id) {
        UUID uuid = UUID.fromString(id);
        return ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }
}
