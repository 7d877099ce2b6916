package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.core.acme.AcmeAccounts;
import io.keywright.core.acme.AcmeAuthorizations;
import io.keywright.core.acme.AcmeCertificates;
import io.keywright.core.acme.AcmeClients;
import io.keywright.core.acme.AcmeCredentials;
import io.keywright.core.acme.AcmeOrders;
import io.keywright.core.acme.AcmeSecrets;
import io.keywright.core.acme.NameProbe;
import io.keywright.core.acme.NameProofs;
import io.keywright.core.authority.CertificateStore.Filter;
import io.keywright.core.journal.StoreException;
import io.keywright.core.rotation.RootRotationWatch;
import io.keywright.core.rotation.RootRotations;
import io.keywright.core.rotation.RootSchedule;
import io.keywright.model.Authority;
import io.keywright.model.CertificatePurpose;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.IssuingRules;
import io.keywright.model.IssuingRules.Addresses;
import io.keywright.model.IssuingRules.ModuleRule;
import io.keywright.model.KeywrightException;
import io.keywright.model.OldRoot;
import io.keywright.model.Operation;
import io.keywright.model.acme.AcmeCredential;
import io.keywright.model.acme.AcmeProblem;
import io.keywright.model.acme.AcmeProblemType;
import io.keywright.server.acme.AcmePort;
import io.keywright.server.acme.AcmeTestClient;
import io.keywright.server.acme.AcmeTestClient.Said;
import io.keywright.server.acme.LoggedProofs;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** An {@link AuthorityService} that ACME clients can ask, and servers of all names, which answer as a test has it. */
final class AcmeService implements AutoCloseable {

    /** The identities of its modules have the roles of a {@link KeyService}. */
    static final IssuingRules RULES = new IssuingRules(
            "test.keywright",
            Map.of(
                    "app",
                    new ModuleRule(
                            Set.of("acme.example"),
                            Set.of(CertificatePurpose.CLIENT, CertificatePurpose.SERVER),
                            Duration.ofDays(7)),
                    "other",
                    new ModuleRule(Set.of("acme.example"), Set.of(CertificatePurpose.SERVER), Duration.ofDays(7))),
            Addresses.NONE);

    /** What servers answer, by token. */
    final Map<String, String> served = new ConcurrentHashMap<>();

    /** Servers answer once it is open. */
    volatile CountDownLatch silent = new CountDownLatch(0);

    final AuthorityService service;
    final AcmeCredentials credentials;
    final AcmePort port;
    final Authority authority;

    /** A credential, and its MAC key. */
    record Bound(AcmeCredential credential, byte[] secret) {

        String id() {
            return credential.credentialId().toString();
        }
    }

    AcmeService(Path folder) throws Exception {
        this(folder, Set.of());
    }

    /** @param approved what needs an approval */
    AcmeService(Path folder, Set<Operation> approved) throws Exception {
        this.service = new AuthorityService(folder, Clock.systemUTC(), approved);
        KeyService keys = service.keys;
        Clock clock = Clock.systemUTC();
        AcmeSecrets secrets = new AcmeSecrets(keys.roots, keys.ledger.crypto);
        this.credentials = new AcmeCredentials(
                keys.authorizer,
                keys.gate,
                service.catalogue,
                keys.ledger.store.acme(),
                secrets,
                keys.ledger.ids,
                clock);
        AcmeClients clients = new AcmeClients(keys.ledger.store.authorities(), keys.ledger.store.acme(), secrets);
        AcmeOrders orders = new AcmeOrders(
                keys.ledger.store.acmeOrders(),
                service.issuance,
                keys.ledger.ids,
                keys.ledger.crypto,
                keys.ledger.blocking(),
                clock);
        NameProofs proofs = new NameProofs(
                this::read,
                keys.ledger.store.acmeOrders(),
                new LoggedProofs(),
                new NameProofs.Tries(2, Duration.ZERO),
                keys.ledger.blocking(),
                clock);
        this.port = new AcmePort(
                clients,
                new AcmeAccounts(keys.authorizer, keys.ledger.ids, clock),
                orders,
                new AcmeAuthorizations(orders, keys.ledger.store.acmeOrders(), proofs, clock),
                new AcmeCertificates(keys.ledger.store.certificates()),
                service.revocation,
                keys.ledger.calls,
                keys.ledger.crypto);
        this.authority = authority();
    }

    private String read(String name, String token) throws NameProbe.Unanswered, InterruptedException {
        silent.await();
        String answer = served.get(token);
        if (answer == null) {
            throw new NameProbe.Unanswered(
                    new AcmeProblem(AcmeProblemType.CONNECTION, "The server of the name takes no connections there."));
        }
        return answer;
    }

    /** Another authority of the same scope. */
    Authority authority() {
        return service.change(service.root(), RULES);
    }

    Bound credential(Authority of, String module) {
        AcmeCredentials.Created created = service.keys.run(
                AuthorityService.APP, Operation.CREATE_ACME_CREDENTIAL, credentials.create(of.authorityId(), module));
        return new Bound(created.credential(), created.secret().expose(byte[]::clone));
    }

    void revoke(Bound bound) {
        service.keys.run(
                AuthorityService.APP,
                Operation.REVOKE_ACME_CREDENTIAL,
                credentials.revoke(
                        bound.credential().authorityId(), bound.credential().credentialId()));
    }

    /** The tenant's root gets another version, and what lies under it follows. */
    void rotateRoot() throws StoreException {
        KeyService keys = service.keys;
        keys.rotateRoot("acme");
        Clock clock = Clock.systemUTC();
        new RootRotations(
                        new RootSchedule(Optional.empty()),
                        keys.ledger.store.dependants(),
                        keys.ledger.store.tenants(),
                        keys.wrapping,
                        keys.roots,
                        () -> true,
                        keys.ledger.recorder,
                        new Unwatched(),
                        clock)
                .run();
    }

    private static final class Unwatched implements RootRotationWatch {
        @Override
        public void rotated(String tenantId, int version) {}

        @Override
        public void retired(String tenantId, int version) {}

        @Override
        public void failed(String tenantId, KeywrightException cause) {}

        @Override
        public void left(OldRoot root) {}
    }

    String url(Authority of) {
        return port.url() + "/acme/" + of.authorityId();
    }

    /** A client without account. */
    AcmeTestClient stranger(KeyPair pair) {
        return new AcmeTestClient(url(authority), pair);
    }

    /** A client with an account that acts as {@code module}. */
    AcmeTestClient client(String module) {
        AcmeTestClient client = stranger(Csr.pair("EC", "secp256r1"));
        Bound bound = credential(authority, module);
        assertThat(client.open(bound.id(), bound.secret()).status()).isEqualTo(201);
        return client;
    }

    static Map<String, Object> names(String... names) {
        return Map.of(
                "identifiers",
                List.of(names).stream()
                        .map(name -> Map.of("type", "dns", "value", name))
                        .toList());
    }

    Said order(AcmeTestClient client, String... names) {
        return client.post(client.url("/new-order"), names(names));
    }

    /** An order of which all names are proved. */
    Said ready(AcmeTestClient client, String... names) {
        return proved(client, order(client, names));
    }

    /** The order, of which all names are proved. */
    Said proved(AcmeTestClient client, Said order) {
        assertThat(order.status()).isEqualTo(201);
        for (JsonNode authorization : order.body().get("authorizations")) {
            JsonNode challenge =
                    client.read(authorization.asText()).body().get("challenges").get(0);
            String token = challenge.get("token").asText();
            served.put(token, client.answer(token) + "\n");
            prove(client, challenge.get("url").asText());
        }
        return order;
    }

    /** Has a name proved, and waits for what comes of it. */
    Said prove(AcmeTestClient client, String challenge) {
        Said said = client.post(challenge, Map.of());
        assertThat(said.status()).isEqualTo(200);
        while (said.body().get("status").asText().matches("processing|pending")) {
            Thread.onSpinWait();
            said = client.read(challenge);
        }
        return said;
    }

    static Map<String, Object> csr(Csr request) throws Exception {
        return Map.of("csr", Base64.getUrlEncoder().withoutPadding().encodeToString(request.der()));
    }

    Said fulfil(AcmeTestClient client, Said order, Csr request) throws Exception {
        return client.post(order.body().get("finalize").asText(), csr(request));
    }

    static UUID id(String url) {
        return UUID.fromString(url.substring(url.lastIndexOf('/') + 1));
    }

    List<IssuedCertificate> issued() {
        return service.certificates.list(AuthorityService.APP, new Filter(null, null, null, null), null, 10);
    }

    static void refused(Said said, String problem) {
        assertThat(said.problem()).isEqualTo(problem);
        assertThat(said.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(said.header("Replay-Nonce")).isNotEmpty();
    }

    @Override
    public void close() throws StoreException {
        port.close();
        service.close();
    }
}
