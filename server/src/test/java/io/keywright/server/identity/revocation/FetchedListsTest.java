package io.keywright.server.identity.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.work.Deadline;
import io.keywright.pki.validation.RevocationRegister;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.harness.Eventually;
import io.keywright.server.identity.trust.ClientTrust;
import io.keywright.server.identity.trust.Issued;
import io.keywright.server.identity.trust.Revocations;
import io.keywright.server.identity.trust.Trusted;
import io.keywright.server.identity.trust.Untrusted;
import io.keywright.server.observability.Remarks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists are fetched from where certificates say they are, and whoever is on the way or serves them cannot put anything else there. */
class FetchedListsTest {

    private static final String PLACE = "http://lists.test/root.crl";
    private static final String CHANGES = "http://lists.test/delta.crl";
    private static final Instant END = Issued.NOW.plus(Duration.ofHours(8));
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    Path above;

    private final Published published = new Published();
    private final Remarks remarks = new Remarks();
    private final Issued root = Issued.authority("Root").bySelf();
    private final Issued client = naming(PLACE).serial(7).by(root);
    private final List<X509Certificate> path = List.of(client.certificate(), root.certificate());
    private Instant now = Issued.NOW;
    private Path folder = Path.of("");

    FetchedListsTest() throws Exception {}

    @BeforeEach
    void place() {
        folder = above.resolve("lists");
    }

    @Test
    void whomAFetchedListNamesIsRefused() throws Exception {
        FetchedLists lists = lists();
        assertThatCode(() -> connect(lists)).doesNotThrowAnyException();
        publish(root, 1, revoking(7));
        lists.look();

        Eventually.passes(() -> assertThat(lists.current()).hasSize(1));
        assertThatThrownBy(() -> connect(lists)).isInstanceOf(Untrusted.class).hasMessageContaining("revoked");
    }

    @Test
    void whoeverIsNotOnItIsGoodUntilItEnds() throws Exception {
        publish(root, 1, revoking(8));
        FetchedLists lists = fetched();

        assertThatCode(() -> connect(lists)).doesNotThrowAnyException();
        now = END.plusSeconds(1);
        assertThatThrownBy(() -> connect(lists)).isInstanceOf(Untrusted.class);
    }

    @Test
    void itIsFetchedAgainBeforeItEndsAndANewerOneTakesItsPlace() throws Exception {
        publish(root, 1, revoking(8));
        FetchedLists lists = fetched();
        publish(root, 2, revoking(7));
        lists.look();
        assertThat(published.asked).hasValue(1);

        now = Issued.NOW.plus(Duration.ofHours(1));
        lists.look();
        Eventually.passes(() -> assertThat(lists.current().getFirst().number()).hasValue(BigInteger.TWO));
        assertThatThrownBy(() -> connect(lists)).isInstanceOf(Untrusted.class);
    }

    @Test
    void nothingElseTakesItsPlace() throws Exception {
        Issued impostor = Issued.authority("Root").bySelf();
        Issued other = Issued.authority("Other").bySelf();
        publish(root, 5, revoking(7));
        FetchedLists lists = fetched();

        refused(lists, "did not sign it", impostor.crl(END, numbered(6)).getEncoded());
        refused(lists, "another authority's", other.crl(END, numbered(6)).getEncoded());
        refused(lists, "older than the one", root.crl(END, numbered(4)).getEncoded());
        refused(
                lists,
                "ended at",
                root.crl(Issued.NOW.minusSeconds(60), numbered(6)).getEncoded());
        refused(
                lists,
                "indirect",
                root.crl(END, numbered(6).andThen(indirect())).getEncoded());
        refused(lists, "delta", root.crl(END, numbered(6).andThen(since(5))).getEncoded());
        refused(lists, "cannot be read", "<html>".getBytes(UTF_8));
        published.places.remove(PLACE);
        refused(lists, "404");
    }

    @Test
    void anAuthorityThatMayNotSignListsHasNone() throws Exception {
        Issued silent = Issued.authority("Root")
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
                .bySelf();
        publish(silent, 1, revoking(7));
        FetchedLists lists = lists();
        lists.fetch(List.of(naming(PLACE).by(silent).certificate(), silent.certificate()), Deadline.in(PATIENCE));

        assertThat(lists.current()).isEmpty();
        assertThat(remarks.text()).contains("did not sign it, or may not");
    }

    @Test
    void ofAListThatIsRefusedTheFirstTimeNothingCounts() throws Exception {
        published.places.put(
                PLACE, Issued.authority("Root").bySelf().crl(END, revoking(7)).getEncoded());
        FetchedLists lists = fetched();

        assertThat(lists.current()).isEmpty();
        assertThat(remarks.text()).contains(PLACE, "did not sign it");
        assertThatCode(() -> connect(lists)).doesNotThrowAnyException();
    }

    @Test
    void whatHasChangedSinceIsFetchedToo() throws Exception {
        published.places.put(PLACE, root.crl(END, numbered(5).andThen(fresh())).getEncoded());
        published.places.put(
                CHANGES,
                root.crl(END, numbered(6).andThen(since(5)).andThen(revoking(7)))
                        .getEncoded());
        FetchedLists lists = fetched();

        assertThat(lists.current()).hasSize(2);
        assertThatThrownBy(() -> connect(lists)).isInstanceOf(Untrusted.class);
    }

    @Test
    void whatWasFetchedIsThereAfterAStart() throws Exception {
        publish(root, 5, revoking(7));
        fetched();
        published.places.clear();

        assertThatThrownBy(() -> connect(lists())).isInstanceOf(Untrusted.class);
    }

    @Test
    void aKeptListThatItsIssuerDidNotSignDoesNotCount() throws Exception {
        publish(root, 5, revoking(7));
        fetched();
        Issued impostor = Issued.authority("Root").bySelf();
        try (var files = Files.list(folder)) {
            Path file = files.findFirst().orElseThrow();
            String text = Files.readString(file);
            String list = text.substring(text.indexOf("-----BEGIN X509 CRL"));
            Files.writeString(
                    file,
                    text.replace(list, io.keywright.server.harness.Authorities.pem(impostor.crl(END, numbered(9)))));
        }

        assertThat(lists().current()).isEmpty();
    }

    @Test
    void anAuthorityHasSoManyPlacesAndNoMore() throws Exception {
        FetchedLists lists = lists();
        for (int i = 0; i < 40; i++) {
            lists.follow(List.of(naming("http://lists.test/" + i).by(root).certificate(), root.certificate()));
        }
        Eventually.passes(() -> {
            lists.look();
            assertThat(published.asked).hasValue(16);
        });
        assertThat(remarks.text()).contains("more than 16 lists");
        lists.fetch(List.of(naming(PLACE).by(root).certificate(), root.certificate()), Deadline.in(PATIENCE));
        assertThat(published.asked).hasValue(16);
    }

    @Test
    void oneOfAnAuthorityIsFetchedAtATime() throws Exception {
        Issued other = Issued.authority("Other").bySelf();
        FetchedLists lists = lists();
        for (int i = 0; i < 5; i++) {
            lists.follow(List.of(naming("http://lists.test/" + i).by(root).certificate(), root.certificate()));
        }
        lists.follow(List.of(naming("http://other.test/").by(other).certificate(), other.certificate()));
        CountDownLatch slow = new CountDownLatch(1);
        published.meanwhile = () -> await(slow);
        lists.look();
        Eventually.passes(() -> assertThat(published.asked).hasValue(2));
        lists.look();
        lists.look();
        slow.countDown();

        Eventually.passes(() -> {
            lists.look();
            assertThat(published.asked).hasValue(6);
        });
        assertThat(published.mostAtOnce).hasValue(2);
    }

    @Test
    void whatAnAuthorityPublishesIsForgottenWithItsTrust() throws Exception {
        publish(root, 1, revoking(7));
        FetchedLists lists = fetched();
        lists.keep(Set.of(root.certificate()));
        assertThat(lists.current()).hasSize(1);
        lists.keep(Set.of());

        assertThat(lists.current()).isEmpty();
        assertThat(lists().current()).isEmpty();
    }

    @Test
    void whatIsForgottenWhileItIsFetchedDoesNotComeBack() throws Exception {
        publish(root, 1, revoking(7));
        FetchedLists lists = lists();
        published.meanwhile = () -> lists.keep(Set.of());
        lists.fetch(path, Deadline.in(PATIENCE));

        assertThat(published.asked).hasValue(1);
        assertThat(lists.current()).isEmpty();
        assertThat(lists().current()).isEmpty();
    }

    @Test
    void allListsTogetherHaveSoMuchRoomAndNoMore() throws Exception {
        publish(root, 1, revoking(7).andThen(revoking(8)));
        FetchedLists small = new FetchedLists(
                published, new ListFolder(folder), Duration.ofMinutes(10), () -> now, new Random(1), remarks, 1);
        small.fetch(path, Deadline.in(PATIENCE));

        assertThat(small.current()).isEmpty();
        assertThat(remarks.text()).contains("it names 2 certificates, and all lists together may name 1");
    }

    @Test
    void whatIsKeptIsForItsOwnerAlone() throws Exception {
        publish(root, 1, revoking(7));
        fetched();

        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (var files = Files.list(folder)) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refused(FetchedLists lists, String reason, byte[] instead) {
        published.places.put(PLACE, instead);
        refused(lists, reason);
    }

    private void refused(FetchedLists lists, String reason) {
        now = now.plus(Duration.ofMinutes(20));
        lists.look();

        Eventually.passes(() -> assertThat(remarks.text()).contains(reason));
        assertThat(lists.current()).extracting(it -> it.number().orElseThrow()).containsExactly(BigInteger.valueOf(5));
        assertThatThrownBy(() -> connect(lists)).isInstanceOf(Untrusted.class);
    }

    private FetchedLists fetched() {
        FetchedLists lists = lists();
        lists.fetch(path, Deadline.in(PATIENCE));
        return lists;
    }

    private FetchedLists lists() {
        return new FetchedLists(
                published, new ListFolder(folder), Duration.ofMinutes(10), () -> now, new Random(1), remarks);
    }

    /** Lets the client in, as the service does. */
    private void connect(FetchedLists lists) throws Untrusted {
        Trusted trusted = new Trusted(
                Set.of(new TrustedAuthority(root.certificate())),
                Map.of(),
                new Revocations(lists.current(), RevocationRule.BY_ISSUER));
        new ClientTrust(trusted, () -> now, lists::follow, RevocationRegister.NONE)
                .check(List.of(client.certificate()), null);
    }

    private void publish(Issued issuer, int number, Consumer<X509v2CRLBuilder> entries) throws Exception {
        published.places.put(
                PLACE, issuer.crl(END, numbered(number).andThen(entries)).getEncoded());
    }

    private static Issued.Plan naming(String place) {
        return Issued.client().revokedAt(place);
    }

    private static CRLDistPoint points(String place) {
        return new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(
                    new DistributionPointName(
                            new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, place))),
                    null,
                    null)
        });
    }

    private static Consumer<X509v2CRLBuilder> revoking(long serial) {
        return list -> list.addCRLEntry(BigInteger.valueOf(serial), Date.from(Issued.NOW), CRLReason.keyCompromise);
    }

    private static Consumer<X509v2CRLBuilder> numbered(long number) {
        return with(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
    }

    private static Consumer<X509v2CRLBuilder> since(long number) {
        return with(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.valueOf(number)));
    }

    private static Consumer<X509v2CRLBuilder> fresh() {
        return with(Extension.freshestCRL, false, points(CHANGES));
    }

    private static Consumer<X509v2CRLBuilder> indirect() {
        return with(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(null, false, false, null, true, false));
    }

    private static Consumer<X509v2CRLBuilder> with(ASN1ObjectIdentifier name, boolean critical, ASN1Encodable value) {
        return list -> {
            try {
                list.addExtension(name, critical, value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
