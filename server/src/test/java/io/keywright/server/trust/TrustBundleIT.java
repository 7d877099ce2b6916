package io.keywright.server.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.TrustBundleNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.truststore.JksFile;
import io.keywright.server.harness.AnchorsOfAll;
import io.keywright.server.harness.Authorities;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.io.ByteArrayInputStream;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is handed out of a plane's authorities: to whom, in which forms, signed, and told as it changes. */
@Served
@ResourceLock(AnchorsOfAll.LOCK)
class TrustBundleIT {

    private final Installation server;
    private Identity tenant = Identity.ofNewTenant();
    private Kms owner;

    TrustBundleIT(Installation server) {
        this.server = server;
        this.owner = server.as(tenant);
    }

    @BeforeEach
    void haveATenant() {
        tenant = Identity.ofNewTenant();
        owner = server.as(tenant);
    }

    private static String pem(CertificateAuthority authority) {
        return Authorities.pem(authority.certificate());
    }

    private static String add(Kms kms, CertificateAuthority authority, Object... more) {
        Object[] members = new Object[more.length + 4];
        members[0] = "certificate";
        members[1] = pem(authority);
        members[2] = "anchor_type";
        members[3] = "internal_ca";
        System.arraycopy(more, 0, members, 4, more.length);
        return kms.post("/trust-anchors", Body.of(members)).expect(201).text("trust_anchor_id");
    }

    private static Reply unless(Kms kms, String path, String tag) {
        return kms.send(request -> request.uri(kms.uri("/kms/v1" + path))
                .header("If-None-Match", tag)
                .GET());
    }

    private static long version(Reply bundle) {
        return Long.parseLong(bundle.header("X-Trust-Bundle-Version"));
    }

    @Test
    void aPlaneGetsItsOwnAuthoritiesOnTopOfThoseOfAll() {
        CertificateAuthority own = Authorities.create("Own of Plane");
        CertificateAuthority ofAll = Authorities.create("Of all, for Tenants");
        CertificateAuthority others = Authorities.create("Of all, for Products");
        CertificateAuthority silent = Authorities.create("Trusted, not handed out");
        add(owner, own);
        add(owner, silent, "planes", List.of());
        add(server.as(Identity.ofNewTenant()), Authorities.create("Of a Stranger"));
        add(server.as(tenant.inPlane("product")), Authorities.create("Of another Plane"));
        Kms platform = server.asPlatform();
        List<String> added = List.of(
                add(platform, ofAll, "planes", List.of("tenant")), add(platform, others, "planes", List.of("product")));

        String bundle = owner.get("/trust-bundles/tenant").expect(200).text();
        assertThat(bundle).contains(pem(own), pem(ofAll)).doesNotContain(pem(others), pem(silent));
        assertThat(platform.get("/trust-bundles/product").expect(200).text())
                .contains(pem(others))
                .doesNotContain(pem(own), pem(ofAll));
        added.forEach(id -> platform.send(request ->
                        request.uri(platform.uri("/kms/v1/trust-anchors/" + id)).DELETE())
                .expect(200));
        assertThat(owner.get("/trust-bundles/tenant").expect(200).text()).doesNotContain(pem(ofAll));
    }

    @Test
    void nobodyReadsAnotherPlane() {
        Refusal.of(owner.get("/trust-bundles/product"), 403, "UNAUTHORIZED", "other_plane");
        Refusal.of(owner.get("/trust-bundles/nowhere"), 400, "INVALID_REQUEST");
        Refusal.of(owner.get("/trust-bundles/tenant?format=xml"), 400, "INVALID_REQUEST");
        Refusal.of(owner.get("/trust-bundles/tenant?wait=31s"), 400, "INVALID_REQUEST");
    }

    @Test
    void theLedgersKeyVouchesForTheVeryBytes() {
        add(owner, Authorities.create("Vouched for"));
        VerifierKey key = VerifierKey.parse(
                owner.get("/ledger/key").expect(200).text().lines().findFirst().orElseThrow());
        for (String format : List.of("pem", "pkcs12", "jks", "spiffe")) {
            Reply bundle = owner.get("/trust-bundles/tenant?format=" + format).expect(200);
            SignedNote note = SignedNote.parse(Base64.getDecoder().decode(bundle.header("X-Trust-Bundle-Note")));
            assertThat(note.check(key)).isEqualTo(SignatureCheck.VALID);
            assertThat(TrustBundleNote.parse(note.text()))
                    .isEqualTo(new TrustBundleNote(
                            key.name(),
                            version(bundle),
                            tenant.tenant(),
                            tenant.environment(),
                            "tenant",
                            format,
                            Hash.of(Sha256.of(bundle.body()))));
        }
    }

    @Test
    void eachFormHoldsTheSame() throws Exception {
        CertificateAuthority authority = Authorities.create("In every Form");
        add(owner, authority);
        for (String type : List.of("PKCS12", "JKS")) {
            KeyStore store = KeyStore.getInstance(type);
            store.load(
                    new ByteArrayInputStream(owner.get("/trust-bundles/tenant?format=" + type.toLowerCase(Locale.ROOT))
                            .expect(200)
                            .body()),
                    JksFile.PASSWORD.toCharArray());
            assertThat(Collections.list(store.aliases()).stream()
                            .map(alias -> certificate(store, alias))
                            .toList())
                    .contains(authority.certificate());
        }
        Reply spiffe = owner.send(request -> request.uri(owner.uri("/kms/v1/trust-bundles/tenant"))
                        .header("Accept", "application/json")
                        .GET())
                .expect(200);
        JsonNode keys = spiffe.json().path("keys");
        assertThat(spiffe.json().path("spiffe_sequence").longValue()).isEqualTo(version(spiffe));
        assertThat(keys.findValuesAsText("use")).containsOnly("x509-svid");
        assertThat(keys.toString())
                .contains(Base64.getEncoder()
                        .encodeToString(authority.certificate().getEncoded()));
    }

    private static Object certificate(KeyStore store, String alias) {
        try {
            return store.getCertificate(alias);
        } catch (KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void versionsOnlyGrowAndAreNotAnsweredTwice() {
        Reply none = owner.get("/trust-bundles/tenant").expect(200);
        String id = add(owner, Authorities.create("Comes"));
        Reply with = owner.get("/trust-bundles/tenant").expect(200);
        unless(owner, "/trust-bundles/tenant", with.header("ETag")).expect(304);
        assertThat(unless(owner, "/trust-bundles/tenant?format=jks", with.header("ETag"))
                        .status())
                .isEqualTo(200);
        owner.send(request ->
                        request.uri(owner.uri("/kms/v1/trust-anchors/" + id)).DELETE())
                .expect(200);
        Reply without =
                unless(owner, "/trust-bundles/tenant", with.header("ETag")).expect(200);

        assertThat(version(with)).isGreaterThan(version(none));
        assertThat(version(without)).isGreaterThan(version(with));
        assertThat(without.body()).isEqualTo(none.body());
    }

    @Test
    void whoWaitsHearsOfAChangeWithinASecond() throws Exception {
        add(owner, Authorities.create("Before"));
        String tag = owner.get("/trust-bundles/tenant").expect(200).header("ETag");
        Kms waiting = server.as(server.certificates().of(tenant.asModule("M2")));
        CompletableFuture<Instant> heard = CompletableFuture.supplyAsync(() -> {
            Reply changed =
                    unless(waiting, "/trust-bundles/tenant?wait=20s", tag).expect(200);
            assertThat(changed.text()).contains("BEGIN CERTIFICATE");
            return Instant.now();
        });
        add(server.as(Identity.ofNewTenant()), Authorities.create("Of a Stranger, to no avail"));
        add(owner, Authorities.create("Awaited"));
        Instant added = Instant.now();
        assertThat(Duration.between(added, heard.get(10, TimeUnit.SECONDS))).isLessThan(Duration.ofSeconds(1));
        waiting.close();
    }

    @Test
    void whoHasNotHeardOfASuccessorKeepsItsPredecessor() {
        String old = add(owner, Authorities.create("Goes"));
        long early = version(owner.get("/trust-bundles/tenant").expect(200));
        report("host-1", early).expect(200);
        owner.post(
                        "/trust-anchors/" + old + "/replace",
                        Body.of(
                                "certificate",
                                pem(Authorities.create("Follows")),
                                "trusted_until",
                                Instant.now().plus(Duration.ofDays(1)).toString()))
                .expect(201);
        long late = version(owner.get("/trust-bundles/tenant").expect(200));

        JsonNode agent = owner.get("/trust-bundles/tenant/agents")
                .expect(200)
                .json()
                .path("agents")
                .path(0);
        assertThat(agent.path("agent").asText()).isEqualTo("host-1");
        assertThat(agent.path("lags").booleanValue()).isTrue();
        Refusal.of(retire(old, ""), 400, "INVALID_REQUEST", "agents_lag");
        Refusal.of(report("host-1", late + 1_000_000), 400, "INVALID_REQUEST", "no_such_version");
        report("host-1", late).expect(200);
        retire(old, "").expect(200);
    }

    @Test
    void oneWordIsEnoughToRetireItAllTheSame() {
        String old = add(owner, Authorities.create("Leaked"));
        report("asleep", version(owner.get("/trust-bundles/tenant").expect(200)))
                .expect(200);
        owner.post(
                        "/trust-anchors/" + old + "/replace",
                        Body.of(
                                "certificate",
                                pem(Authorities.create("Sound")),
                                "trusted_until",
                                Instant.now().plus(Duration.ofDays(1)).toString()))
                .expect(201);
        Refusal.of(retire(old, ""), 400, "INVALID_REQUEST", "agents_lag");
        retire(old, "?despite_lagging=true").expect(200);
    }

    private Reply report(String agent, long version) {
        return owner.post("/trust-bundles/tenant/held", Body.of("version", version, "agent", agent));
    }

    private Reply retire(String id, String query) {
        return owner.send(request ->
                request.uri(owner.uri("/kms/v1/trust-anchors/" + id + query)).DELETE());
    }
}
