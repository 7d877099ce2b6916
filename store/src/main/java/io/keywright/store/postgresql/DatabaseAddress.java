package io.keywright.store.postgresql;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a database is, as whom to connect, and how the server is known.
 *
 * @param hosts those that it may be on; one of them is the primary, the others are its standbys
 * @param schema is made if it is missing; the store has it for itself
 * @param passwordFile what is in it, without the line's end, is the password; it is read again for each connection
 * @param authority who vouches for the servers, each of whose certificates must name its host; without one nothing is encrypted
 */
public record DatabaseAddress(
        List<Host> hosts,
        String database,
        String schema,
        String user,
        Optional<Path> passwordFile,
        Optional<Path> authority) {

    /**
     * A server.
     *
     * @param name or address, without brackets
     */
    public record Host(String name, int port) {

        /** As URLs have it. */
        @Override
        public String toString() {
            return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
        }
    }

    /** Stands in statements as it is. */
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public DatabaseAddress {
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("a database is on one host at least");
        }
        if (!SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException(
                    "a schema has up to 63 small letters, digits and underscores, and begins with no digit");
        }
    }

    /** As messages name it. */
    @Override
    public String toString() {
        return "PostgreSQL's database " + database + " at "
                + hosts.stream().map(Host::toString).collect(Collectors.joining(", "));
    }
}
