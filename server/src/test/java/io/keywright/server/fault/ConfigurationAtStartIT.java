package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Installation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A misconfigured server does not start, names every property to change at once, and touches nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigurationAtStartIT {

    private static final String PASSPHRASE = "correct horse battery staple";

    private final Installation server = Installation.prepare(Map.of());
    private final Path pki = server.data().resolve("pki");
    private final Snapshot untouched = Snapshot.of(server.data());

    @AfterEach
    void takeTheCauseAway() throws IOException {
        untouched.restore();
    }

    @AfterAll
    void theSameDataFolderStartsOnceTheCausesAreGone() throws IOException {
        server.start();
        server.asNewTenant().newKey("Ed25519");
        server.close();
    }

    /** Most faults are found by a check that needs no process; that a server makes it, and ends, is shown by some. */
    private void refuses(Map<String, String> properties, String... said) {
        RefusedStart.byCheck(server.launch().with(properties), said);
    }

    @Test
    void aPropertyThatThereIsNot() throws IOException {
        RefusedStart.of(server.launch().with(Map.of("keywright.http.prot", "9443")), "keywright.http.prot");
    }

    @Test
    void noDataFolder() throws IOException {
        refuses(Map.of("keywright.data", ""), "keywright.data");
    }

    @Test
    void everythingThatMakesNoSense() throws IOException {
        refuses(
                Map.ofEntries(
                        Map.entry("keywright.http.port", "70000"),
                        Map.entry("keywright.http.max-body", "3M"),
                        Map.entry("keywright.http.max-payload", "0"),
                        Map.entry("keywright.cache.keys", "0"),
                        Map.entry("keywright.cache.roots", "-1"),
                        Map.entry("keywright.cache.time-to-live", "PT0S"),
                        Map.entry("keywright.ledger.queue", "0"),
                        Map.entry("keywright.ledger.origin", "my ledger"),
                        Map.entry("keywright.keys.validity", "-P1D"),
                        Map.entry("keywright.keys.max-usage-per-day-default", "0"),
                        Map.entry("keywright.keys.allowed-algorithms", "EdDSA,ROT13"),
                        Map.entry("keywright.approvals.required-operations", "revoke,dance"),
                        Map.entry("keywright.root.provider", "paper")),
                "keywright.http.port",
                "keywright.http.max-body",
                "keywright.http.max-payload",
                "keywright.cache.keys",
                "keywright.cache.roots",
                "keywright.cache.time-to-live",
                "keywright.ledger.queue",
                "keywright.ledger.origin",
                "keywright.keys.validity",
                "keywright.keys.max-usage-per-day-default",
                "keywright.keys.allowed-algorithms",
                "keywright.approvals.required-operations",
                "dance",
                "keywright.root.provider");
    }

    @Test
    void timesInMemoryThatMakeNoSense() throws IOException {
        refuses(
                Map.of("keywright.cache.public-keys", "PT0S", "keywright.cache.grace", "PT2H"),
                "keywright.cache.public-keys: must be",
                "keywright.cache.grace: must be");
    }

    @Test
    void limitsThatMakeNoSense() throws IOException {
        refuses(
                Map.of(
                        "keywright.limits.caller-rate", "0",
                        "keywright.limits.caller-burst", "1000001",
                        "keywright.limits.key-burst", "5"),
                "keywright.limits.caller-rate: must be",
                "keywright.limits.caller-burst: must be",
                "keywright.limits.key-burst: has no effect without keywright.limits.key-rate");
    }

    @Test
    void everyFileOfTlsThatCannotBeRead() throws IOException {
        for (String file : new String[] {"server.pem", "server-key.pem", "ca.pem"}) {
            Files.setPosixFilePermissions(pki.resolve(file), PosixFilePermissions.fromString("---------"));
        }
        try {
            RefusedStart.of(
                    Bound.by(server.launch()),
                    "keywright.tls.certificate",
                    "keywright.tls.key",
                    "keywright.tls.client-ca",
                    "readable");
        } finally {
            for (String file : new String[] {"server.pem", "server-key.pem", "ca.pem"}) {
                Files.setPosixFilePermissions(pki.resolve(file), PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    @Test
    void everythingThatCannotBeReadAsWhatItShouldBe() throws IOException {
        refuses(
                Map.of(
                        "keywright.profile", "testing",
                        "keywright.keys.processing", "lenient",
                        "keywright.keys.rotation-schedule", "quarterly",
                        "keywright.cache.keys", "many",
                        "keywright.http.port", "https"),
                "keywright.profile",
                "keywright.keys.processing",
                "keywright.keys.rotation-schedule",
                "keywright.cache.keys",
                "keywright.http.port");
    }

    @Test
    void connectionsToKafkaThatMakeNoSense() throws IOException {
        String key = pki.resolve("server-key.pem").toString();
        refuses(
                Map.of(
                        "keywright.events.kafka.username", "keywright",
                        "keywright.events.kafka.sasl-mechanism", "PLAIN",
                        "keywright.events.kafka.tls", "false",
                        "keywright.events.kafka.ca", key,
                        "keywright.events.kafka.client-pem", key,
                        "keywright.events.warn-after", "PT0S"),
                "keywright.events.kafka.password: is needed with a username",
                "keywright.events.kafka.sasl-mechanism: PLAIN sends the password as it is",
                "keywright.events.kafka.tls: must be true",
                "keywright.events.kafka.ca: must be a file with PEM certificates",
                "keywright.events.kafka.client-pem: must be a file with a PEM certificate chain",
                "keywright.events.warn-after: must be longer than nothing");
    }

    @Test
    void archivesThatMakeNoSense() throws IOException {
        refuses(
                Map.of(
                        "keywright.archive.s3.ca",
                        pki.resolve("server-key.pem").toString(),
                        "keywright.archive.s3.endpoint",
                        "http://keeper.test"),
                "keywright.archive.s3.ca: must be a file with PEM certificates",
                "keywright.archive.s3.ca: has no effect on an endpoint without TLS",
                "keywright.archive.s3.bucket: must be set");
    }

    @Test
    void quorumsThatLetEverythingPass() throws IOException {
        refuses(
                Map.of("keywright.approvals.quorum", "0", "keywright.approvals.quorums", "revoke=0"),
                "keywright.approvals.quorum: must be at least 1",
                "keywright.approvals.quorums",
                "revoke=0");
    }

    @Test
    void limitsOfApprovalsThatMakeNoSense() throws IOException {
        refuses(
                Map.of(
                        "keywright.approvals.max-pending", "0",
                        "keywright.approvals.max-lifetime", "PT0S",
                        "keywright.approvals.issuers.board.tenants", "acme,*",
                        "keywright.identity.jwt.issuers.main.tenants", "a tenant"),
                "keywright.approvals.max-pending: must be 1 to",
                "keywright.approvals.max-lifetime: must be longer",
                "keywright.approvals.issuers.board.tenants: tenant_id must be",
                "keywright.identity.jwt.issuers.main.tenants: tenant_id must be");
    }

    @Test
    void governanceSystemsThatMakeNoSense() throws IOException {
        refuses(
                Map.of(
                        "keywright.approvals.issuers.keywright.issuer", "https://governance.test",
                        "keywright.approvals.issuers.keywright.jwks-url", "http://governance.test/keys",
                        "keywright.approvals.issuers.twin.issuer", "https://governance.test"),
                "keywright.approvals.audience",
                "keywright.approvals.issuers: two of them have the same issuer",
                "keywright.approvals.issuers.keywright: this name is the service's own",
                "keywright.approvals.issuers.keywright.jwks-url",
                "keywright.approvals.issuers.twin: needs one of");
    }

    @Test
    void governanceByWhoeverMaySignHere() throws IOException {
        refuses(
                Map.of(
                        "keywright.approvals.audience", "keywright",
                        "keywright.approvals.issuers.board.issuer", "https://governance.test",
                        "keywright.approvals.issuers.board.jwks-keys", "acme/prod/tenant/board"),
                "keywright.approvals.issuers.board.jwks-keys: is refused here");
    }

    @Test
    void identitiesThatMakeNoSense() throws IOException {
        refuses(
                Map.of(
                        "keywright.identity.jwt.mode", "required",
                        "keywright.identity.jwt.algorithms", "RS256,HS256",
                        "keywright.identity.jwt.issuers.main.issuer", "https://issuer.test",
                        "keywright.identity.jwt.issuers.main.jwks-url", "http://issuer.test/keys",
                        "keywright.identity.jwt.issuers.other.issuer", "https://other.test",
                        "keywright.identity.dn.tenant", "O",
                        "keywright.identity.proxy.addresses", "gateway.test",
                        "keywright.tls.client-crl", pki.resolve("ca.pem").toString()),
                "keywright.identity.jwt.audience",
                "keywright.identity.jwt.algorithms",
                "keywright.identity.jwt.issuers.main.jwks-url",
                "keywright.identity.jwt.issuers.other",
                "keywright.identity.dn",
                "keywright.identity.proxy.addresses",
                "keywright.tls.client-crl");
    }

    @Test
    void anIssuerThatCannotBeRead() throws IOException {
        String said = RefusedStart.byCheck(
                server.launch()
                        .with(Map.of(
                                "keywright.identity.jwt.issuers.main.isuer", "https://issuer.test",
                                "keywright.identity.jwt.issuers.main.jwks-url", "not a url",
                                "keywright.identity.jwt.issuers.other.issuer", "https://other.test",
                                "keywright.identity.jwt.issuers.other.jwks-file", "keys.json")),
                "keywright.identity.jwt.issuers.main.isuer",
                "keywright.identity.jwt.issuers.main.issuer",
                "keywright.identity.jwt.issuers.main.jwks-url");
        assertThat(said).doesNotContain("issuers.other");
    }

    @Test
    void faultsOfEveryKindAtOnce() throws IOException {
        Files.delete(pki.resolve("server.pem"));
        RefusedStart.of(
                server.launch()
                        .with(Map.of(
                                "keywright.http.prot", "9443",
                                "keywright.keys.rotation-schedule", "quarterly",
                                "keywright.ledger.queue", "0")),
                "keywright.http.prot",
                "keywright.keys.rotation-schedule",
                "keywright.ledger.queue",
                "keywright.tls.certificate");
    }

    @Test
    void aReferenceToAPropertyThatIsNotSet() throws IOException {
        refuses(Map.of("keywright.tls.key", "${nothing}/key.pem"), "keywright.tls.key", "refers to", "not set");
    }

    @Test
    void aMemberOfAMapThatLacksAPropertyAmongOtherFaults() throws IOException {
        String said = RefusedStart.byCheck(
                server.launch()
                        .with(Map.of(
                                "keywright.identity.jwt.issuers.acme.jwks-url", "https://localhost/jwks",
                                "keywright.identity.jwt.issuers.acme.jwks-urn", "urn:none",
                                "keywright.cache.keys", "many")),
                "keywright.identity.jwt.issuers.acme.issuer: must be set",
                "keywright.identity.jwt.issuers.acme.jwks-urn: there is no such property",
                "keywright.cache.keys");
        assertThat(said).doesNotContain("jwks-url:", "*");
    }

    @Test
    void anUnprotectedRootKeyInProduction() throws IOException {
        refuses(
                Map.of("keywright.profile", "production"),
                "keywright.providers.local.allow-file-in-production",
                "set a passphrase");
    }

    @Test
    void aProviderThatThereIsNotEvenWhereAnotherIsConfigured() throws IOException {
        refuses(
                Map.of("keywright.root.provider", "vault", "keywright.providers.local.passphrase", PASSPHRASE),
                "keywright.root.provider",
                "vault",
                "no fallback");
    }

    @Test
    void aPassphraseInTwoPlaces() {
        refuses(
                Map.of(
                        "keywright.providers.local.passphrase",
                        PASSPHRASE,
                        "keywright.providers.local.passphrase-file",
                        "/nowhere"),
                "keywright.providers.local.passphrase-file",
                "set one of them");
    }

    @Test
    void aPassphraseThatIsTooShort() throws IOException {
        refuses(
                Map.of("keywright.providers.local.passphrase", "too short 12345"),
                "keywright.providers.local.passphrase",
                "16");
    }

    @Test
    void tlsFilesThatAreMissing() throws IOException {
        Files.delete(pki.resolve("server.pem"));
        Files.delete(pki.resolve("server-key.pem"));
        Files.delete(pki.resolve("ca.pem"));
        refusesTls();
    }

    @Test
    void tlsFilesThatHoldGarbage() throws IOException {
        for (String file : new String[] {"server.pem", "server-key.pem", "ca.pem"}) {
            Files.writeString(pki.resolve(file), "-----BEGIN NONSENSE-----\nAAAA\n-----END NONSENSE-----\n");
        }
        refusesTls();
    }

    private void refusesTls() throws IOException {
        refuses(
                Map.of(),
                "keywright.tls.certificate",
                pki.resolve("server.pem").toString(),
                "keywright.tls.key",
                pki.resolve("server-key.pem").toString(),
                "keywright.tls.client-ca",
                pki.resolve("ca.pem").toString());
    }

    @Test
    void aPrivateKeyThatIsNotTheCertificates() throws IOException {
        Files.copy(pki.resolve("demo-key.pem"), replaced(pki.resolve("server-key.pem")));
        refuses(Map.of(), "keywright.tls.key");
    }

    private static Path replaced(Path file) throws IOException {
        Files.delete(file);
        return file;
    }

    @Test
    void aPortThatAnotherProgramUses() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            refuses(Map.of("keywright.http.port", port), "keywright.http.port", port);
        }
    }

    @Test
    void aDataFolderThatAnotherServerUses() throws Exception {
        try (Installation first = Installation.start(Map.of())) {
            String keyId = first.asNewTenant().newKey("Ed25519");
            String said = first.whileItStandsStill(() -> RefusedStart.of(
                    first.launch().with(Map.of("keywright.http.port", "0")),
                    first.data().toString(),
                    Long.toString(first.pid())));
            assertThat(said).doesNotContain(keyId);
            first.asNewTenant().newKey("Ed25519");
        }
    }
}
