package io.keywright.server.config;

import io.keywright.server.config.KeywrightConfig.StoreKind;
import io.keywright.server.config.PostgresqlConfig.Tls;
import io.keywright.store.postgresql.DatabaseAddress;
import io.keywright.store.postgresql.DatabaseAddress.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells which database the store is in. */
public final class DatabaseReader {

    private static final String PREFIX = "keywright.postgresql.";
    private static final int STANDARD_PORT = 5432;
    private static final int LAST_PORT = 65_535;
    private static final String HOST = "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?";
    private static final Pattern URL =
            Pattern.compile("postgresql://(?<hosts>" + HOST + "(," + HOST + ")*)/(?<database>[A-Za-z0-9_.-]{1,63})");
    private static final Pattern NAME_AND_PORT = Pattern.compile("(?<name>.+?)(:(?<port>[0-9]{1,5}))?");
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1");

    private DatabaseReader() {}

    /**
     * The PostgreSQL database; nothing if it is the data folder's own.
     *
     * @throws Misconfigured naming every fault
     */
    public static Optional<DatabaseAddress> read(KeywrightConfig config) {
        Faults faults = new Faults();
        Optional<DatabaseAddress> address = read(config, faults);
        faults.throwIfAny();
        return address;
    }

    /** The same, of use only if no faults are noted. */
    static Optional<DatabaseAddress> read(KeywrightConfig config, Faults faults) {
        PostgresqlConfig postgresql = config.postgresql();
        if (config.store() == StoreKind.SQLITE) {
            boolean anything = Stream.of(postgresql.url(), postgresql.passwordFile(), postgresql.ca())
                    .anyMatch(Optional::isPresent);
            faults.unless(
                    !anything,
                    "keywright.store",
                    "must be postgresql, since properties of keywright.postgresql are set.");
            return Optional.empty();
        }
        faults.unless(
                config.backup().folder().isEmpty(),
                "keywright.backup.folder",
                "must not be set with keywright.store=postgresql: back the database up with PostgreSQL's own means.");
        return address(postgresql, faults);
    }

    /** The URL is not repeated: somebody may have put a password into it. */
    private static Optional<DatabaseAddress> address(PostgresqlConfig config, Faults faults) {
        Matcher url = URL.matcher(config.url().orElse(""));
        List<Host> hosts = url.matches() ? hosts(url.group("hosts")) : List.of();
        boolean readable = !hosts.isEmpty() && hosts.stream().allMatch(DatabaseReader::hasPort);
        faults.unless(
                readable,
                PREFIX + "url",
                "must be postgresql://HOST:PORT/DATABASE, or postgresql://HOST:PORT,HOST:PORT/DATABASE for a primary and its"
                        + " standbys, without a user, a password or parameters.");
        return readable ? address(config, faults, hosts, url.group("database")) : Optional.empty();
    }

    private static List<Host> hosts(String several) {
        return Stream.of(several.split(",", -1)).map(DatabaseReader::host).toList();
    }

    private static Host host(String one) {
        Matcher parts = NAME_AND_PORT.matcher(one);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no host: " + one);
        }
        String port = parts.group("port");
        String name = parts.group("name").replaceAll("[\\[\\]]", "");
        return new Host(name, port == null ? STANDARD_PORT : Integer.parseInt(port));
    }

    private static boolean hasPort(Host host) {
        return host.port() > 0 && host.port() <= LAST_PORT;
    }

    private static Optional<DatabaseAddress> address(
            PostgresqlConfig config, Faults faults, List<Host> hosts, String database) {
        checkTls(config, hosts, faults);
        config.passwordFile().ifPresent(file -> SecretFiles.check(PREFIX + "password-file", file, faults));
        return faults.reading(
                PREFIX + "schema",
                Optional.empty(),
                () -> Optional.of(new DatabaseAddress(
                        hosts, database, config.schema(), config.user(), config.passwordFile(), authority(config))));
    }

    private static void checkTls(PostgresqlConfig config, List<Host> hosts, Faults faults) {
        if (config.tls() == Tls.VERIFY_FULL) {
            faults.unless(
                    config.ca().isPresent(),
                    PREFIX + "ca",
                    "must be set: the authorities that vouch for the server, PEM.");
        } else {
            faults.unless(
                    hosts.stream()
                            .allMatch(host -> THIS_MACHINE.matcher(host.name()).matches()),
                    PREFIX + "tls",
                    "must be verify-full for a server that is not on this machine.");
        }
    }

    private static Optional<Path> authority(PostgresqlConfig config) {
        return config.tls() == Tls.OFF ? Optional.empty() : config.ca();
    }
}
