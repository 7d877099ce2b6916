package io.keywright.server.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The {@code keywright.postgresql.*} properties, for {@code keywright.store=postgresql}. */
public interface PostgresqlConfig {

    /** Where the database is: {@code postgresql://HOST:PORT/DATABASE}; its standbys follow the primary after commas. */
    Optional<String> url();

    /** The schema that the store has for itself; made if it is missing. */
    @WithDefault("keywright")
    String schema();

    /** As whom to connect. */
    @WithDefault("keywright")
    String user();

    /** The file that holds that user's password; read again for each connection. */
    Optional<Path> passwordFile();

    /** How the connection is protected: {@code verify-full}, or {@code off} for a server on this machine. */
    @WithDefault("verify-full")
    Tls tls();

    /** The authorities that vouch for the server; PEM. */
    Optional<Path> ca();

    /** See {@link PostgresqlConfig#tls()}. */
    enum Tls {
        VERIFY_FULL,
        OFF
    }
}
