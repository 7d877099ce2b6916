package io.keywright.store;

import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Wrapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A wrapping of tenants' roots as a row. */
final class WrappingRow {

    /** What {@link #read} reads, of the table {@code tenant_wrappings w}. */
    static final String COLUMNS =
            "w.wrapping_id, w.provider, w.provider_key, w.provider_role, w.external_id, w.preference";

    /** The order in which wrappings are tried. */
    static final String IN_ORDER = " ORDER BY w.preference, w.wrapping_id";

    private WrappingRow() {}

    static Wrapping read(ResultSet row) throws SQLException {
        ProviderKeyReference key = new ProviderKeyReference(
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getString(5)));
        return new Wrapping(UuidBytes.read(row.getBytes(1)), row.getString(2), key, row.getInt(6));
    }
}
