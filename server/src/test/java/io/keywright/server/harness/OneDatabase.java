package io.keywright.server.harness;

import io.keywright.testkit.postgresql.Postgresql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** What nodes need to have their store in one PostgreSQL. */
public final class OneDatabase {

    /** In no log. */
    public static final String PASSWORD = "of-the-database-alone";

    private OneDatabase() {}

    /**
     * All of them.
     *
     * @param folder where the file with the password is written
     */
    public static Map<String, String> properties(Postgresql postgresql, Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        return Map.of(
                "keywright.store",
                "postgresql",
                "keywright.postgresql.url",
                "postgresql://" + Postgresql.HOST + ":" + postgresql.port() + "/" + Postgresql.DATABASE,
                "keywright.postgresql.user",
                Postgresql.USER,
                "keywright.postgresql.password-file",
                password.toString(),
                "keywright.postgresql.tls",
                "off");
    }
}
