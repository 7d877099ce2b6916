package io.keywright.store.postgresql;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a database is, as whom to connect, and how the server is known.
 *
 * @param host a name or address, without brackets
 * @param schema is made if it is missing; the store has it for itself
 * @param passwordFile what is in it, without the line's end, is the password; it is read again for each connection
 * @param authority who vouches for the server, whose certificate must name the host; without one nothing is encrypted
 */
public record DatabaseAddress(
        String host,
        int port,
        String database,
        String schema,
        String user,
        Optional<Path> passwordFile,
        Optional<Path> authority) {

    /** Stands in statements as it is. */
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public DatabaseAddress {
        if (!SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException(
                    "a schema has up to 63 small letters, digits and underscores, and begins with no digit");
        }
    }

    /** As messages name it. */
    @Override
    public String toString() {
        return "PostgreSQL's database " + database + " at " + host + ":" + port;
    }
}
