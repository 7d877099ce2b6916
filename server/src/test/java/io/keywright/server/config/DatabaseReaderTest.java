package io.keywright.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.store.postgresql.DatabaseAddress;
import io.keywright.store.postgresql.DatabaseAddress.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseReaderTest {

    private static final String URL = "keywright.postgresql.url";
    private static final String CA = "keywright.postgresql.ca";

    private final Map<String, String> properties =
            new HashMap<>(Map.of("keywright.data", "data", "keywright.store", "postgresql"));

    private Optional<DatabaseAddress> read() {
        Faults faults = new Faults();
        KeywrightConfig config = ConfigurationReader.read(properties, faults);
        faults.throwIfAny();
        return DatabaseReader.read(config);
    }

    private void refuses(String... said) {
        assertThatThrownBy(this::read)
                .isInstanceOf(Misconfigured.class)
                .hasMessageContainingAll(said)
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void theStoreIsInTheDataFolderUnlessSaidOtherwise() {
        properties.remove("keywright.store");
        assertThat(read()).isEmpty();
    }

    @Test
    void anAddressHasHostPortAndDatabaseAndAnAuthority() {
        properties.put(URL, "postgresql://db.example.com:5433/kms");
        properties.put(CA, "ca.pem");
        DatabaseAddress address = read().orElseThrow();
        assertThat(address.hosts()).containsExactly(new Host("db.example.com", 5433));
        assertThat(address.database()).isEqualTo("kms");
        assertThat(address.schema()).isEqualTo("keywright");
        assertThat(address.authority()).isPresent();
    }

    @Test
    void aPrimaryAndItsStandbysAreNamedInOneUrl() {
        properties.put(URL, "postgresql://db1.example.com:5433,[2001:db8::1]:5434,db3,[::1]/kms");
        properties.put(CA, "ca.pem");
        assertThat(read().orElseThrow().hosts())
                .containsExactly(
                        new Host("db1.example.com", 5433),
                        new Host("2001:db8::1", 5434),
                        new Host("db3", 5432),
                        new Host("::1", 5432));
        assertThat(read().orElseThrow())
                .hasToString(
                        "PostgreSQL's database kms at db1.example.com:5433, [2001:db8::1]:5434, db3:5432, [::1]:5432");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://app:hunter2@db.example.com/kms",
                "postgresql://db.example.com/kms?password=hunter2",
                "postgresql://db.example.com/kms&sslmode=disable",
                "postgresql://db.example.com/kms/more",
                "postgresql://db.example.com:0/kms",
                "postgresql://db.example.com:65536/kms",
                "postgresql://db.example.com",
                "postgresql://db.example.com,/kms",
                "postgresql://db1.example.com,db2.example.com:0/kms",
                "postgresql://db1.example.com,app:hunter2@db2.example.com/kms",
                "jdbc:postgresql://db.example.com/kms",
                "db.example.com/kms"
            })
    void whatIsMoreOrLessThanThatIsRefusedAndNotRepeated(String url) {
        properties.put(URL, url);
        properties.put(CA, "ca.pem");
        refuses(URL, "postgresql://HOST:PORT/DATABASE");
    }

    @Test
    void anotherMachineIsReachedByTlsAlone() {
        properties.put(URL, "postgresql://db.example.com/kms");
        refuses(CA, "must be set");
        properties.put("keywright.postgresql.tls", "off");
        refuses("keywright.postgresql.tls", "verify-full");
        properties.put(URL, "postgresql://127.0.0.1/kms");
        assertThat(read().orElseThrow().authority()).isEmpty();
        properties.put(URL, "postgresql://[::1]/kms");
        assertThat(read().orElseThrow().hosts()).containsExactly(new Host("::1", 5432));
        properties.put(URL, "postgresql://127.0.0.1,db.example.com/kms");
        refuses("keywright.postgresql.tls");
        properties.put(URL, "postgresql://127.0.0.1.example.com/kms");
        refuses("keywright.postgresql.tls");
    }

    @Test
    void aPasswordLiesInAFileThatNotEverybodyReads(@TempDir Path folder) throws Exception {
        properties.put(URL, "postgresql://db.example.com/kms");
        properties.put(CA, "ca.pem");
        Path file = folder.resolve("password");
        properties.put("keywright.postgresql.password-file", file.toString());
        refuses("keywright.postgresql.password-file", "can be read");
        Files.writeString(file, "hunter2");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        refuses("keywright.postgresql.password-file", "open to everybody");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(read().orElseThrow().passwordFile()).contains(file);
    }

    @Test
    void aSchemaIsAName() {
        properties.put(URL, "postgresql://db.example.com/kms");
        properties.put(CA, "ca.pem");
        properties.put("keywright.postgresql.schema", "x -c role=postgres");
        refuses("keywright.postgresql.schema");
    }

    @Test
    void whatWouldBeOverlookedIsRefused() {
        properties.put("keywright.store", "sqlite");
        properties.put(URL, "postgresql://db.example.com/kms");
        refuses("keywright.store", "must be postgresql");
    }

    @Test
    void backupsAreLeftToPostgresql() {
        properties.put(URL, "postgresql://db.example.com/kms");
        properties.put(CA, "ca.pem");
        properties.put("keywright.backup.folder", "backups");
        refuses("keywright.backup.folder", "PostgreSQL's own means");
    }
}
