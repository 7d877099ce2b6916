package io.keywright.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moments that may be missing, as the database keeps them: in milliseconds since 1970. */
final class Times {

    private Times() {}

    static Optional<Instant> read(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    static @Nullable Long of(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(null);
    }
}
