package io.keywright.cli.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.cli.file.FileModeReader;
import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.TrustBundleNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.file.FileMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** What a service that is wrong, or somebody in its place, can have put in place: nothing. */
class SyncTest {

    private static final BundleScope SCOPE = new BundleScope("acme", "prod", "tenant");
    private static final String ORIGIN = "ledger.test";

    @TempDir
    private Path folder = Path.of("");

    private final Answers service = new Answers();
    private NoteSigner ledger = signer();
    private FileMode mode = FileMode.EVERYBODY;

    /** Answers what a test tells it to, as long as nobody has it already. */
    private static final class Answers implements BundleSource {

        private final List<Long> reported = new ArrayList<>();
        private Optional<Received> now = Optional.empty();
        private long version;

        void are(byte[] bytes, String note, long ofVersion) {
            now = Optional.of(new Received(bytes, note));
            version = ofVersion;
        }

        @Override
        public Optional<Received> get(BundleForm form, Optional<Long> known, boolean wait) {
            return known.filter(it -> it == version).isPresent() ? Optional.empty() : now;
        }

        @Override
        public void report(long held) {
            reported.add(held);
        }
    }

    private static NoteSigner signer() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return NoteSigner.of(VerifierKey.of(ORIGIN, pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void serve() {
        ledger = signer();
        serve(SCOPE, 7, "seven");
    }

    private void serve(BundleScope scope, long version, String content) {
        byte[] bytes = content.getBytes(UTF_8);
        service.are(bytes, note(ledger, scope, version, bytes, "pem"), version);
    }

    private static String note(NoteSigner signer, BundleScope scope, long version, byte[] bytes, String form) {
        return SignedNote.sign(
                        new TrustBundleNote(
                                        ORIGIN,
                                        version,
                                        scope.tenant(),
                                        scope.environment(),
                                        scope.plane(),
                                        form,
                                        Hash.of(Sha256.of(bytes)))
                                .text(),
                        signer)
                .toString();
    }

    private Sync sync(String hook) {
        return new Sync(
                service,
                new BundleFiles(folder, ledger.verifierKey(), SCOPE, mode),
                List.of(BundleForm.pem),
                new Hook(Optional.of(hook), folder),
                InstantSource.system());
    }

    private Sync sync() {
        return sync("echo $KEYWRIGHT_TRUST_VERSION >> ran");
    }

    private String content() throws IOException {
        return Files.readString(folder.resolve("trust.pem"));
    }

    private List<String> ran() throws IOException {
        Path file = folder.resolve("ran");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private void refused(String why) throws Exception {
        assertThatThrownBy(() -> sync().round(false))
                .isInstanceOf(Doubtful.class)
                .hasMessageContaining(why);
    }

    @Test
    void putsInPlaceWhatIsSignedRunsTheHookOnceAndTellsTheService() throws Exception {
        assertThat(sync().round(false)).isEqualTo(7);
        assertThat(sync().round(false)).isEqualTo(7);
        assertThat(content()).isEqualTo("seven");
        assertThat(ran()).containsExactly("7");
        assertThat(service.reported).containsExactly(7L);

        serve(SCOPE, 9, "nine");
        assertThat(sync().round(true)).isEqualTo(9);
        assertThat(content()).isEqualTo("nine");
        assertThat(ran()).containsExactly("7", "9");
        assertThat(service.reported).containsExactly(7L, 9L);
    }

    /** A server of another user is to read them, unless somebody says otherwise; and nobody is to write them. */
    @Test
    void whoeverTheUmaskLetsMayReadWhatIsPublic() throws Exception {
        Set<PosixFilePermission> usual =
                new HashSet<>(Files.getPosixFilePermissions(Files.createFile(folder.resolve("usual"))));
        usual.retainAll(PosixFilePermissions.fromString("rw-r--r--"));
        sync().round(false);
        assertThat(permissions("trust.pem")).isEqualTo(usual);
        assertThat(permissions("trust.pem.note")).isEqualTo(usual);

        mode = new FileModeReader().convert("0640");
        serve(SCOPE, 8, "eight");
        sync().round(false);
        assertThat(permissions("trust.pem")).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        for (String other : List.of("0666", "0755", "640 ", "777", "", "0000")) {
            assertThatThrownBy(() -> new FileModeReader().convert(other)).isInstanceOf(TypeConversionException.class);
        }
    }

    private Set<PosixFilePermission> permissions(String file) throws IOException {
        return Files.getPosixFilePermissions(folder.resolve(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                "spiffe:opaque",
                "spiffe:///tenant/acme/env/prod/plane/tenant/module/M1",
                "https://kms.example/tenant/acme/env/prod/plane/tenant/module/M1",
                "spiffe://kms.example/tenant/acme/env/prod/plane/tenant/module/M1/more",
                "spiffe://kms.example",
                "no uri at all \u0000 {}",
                ""
            })
    void aNameThatIsNoModulesNamesNoScope(String uri) {
        assertThat(BundleScope.named(uri)).isEmpty();
        assertThat(BundleScope.named("spiffe://kms.example/tenant/acme/env/prod/plane/tenant/module/M1"))
                .contains(SCOPE);
    }

    /** Each round begins with what lies in the folder, as after a restart. */
    @Test
    void neverGoesBack() throws Exception {
        sync().round(false);
        serve(SCOPE, 6, "six");
        refused("older than version 7");
        assertThat(content()).isEqualTo("seven");
        Files.delete(folder.resolve("trust.pem"));
        refused("older than version 7");
        serve(SCOPE, 7, "another seven");
        refused("two bundles of version 7");
        serve(SCOPE, 7, "seven");
        sync().round(false);
        assertThat(content()).isEqualTo("seven");
    }

    @Test
    void whatWasAlteredOrCutOffIsNotPutInPlace() throws Exception {
        byte[] bytes = "seven".getBytes(UTF_8);
        String note = note(ledger, SCOPE, 7, bytes, "pem");
        for (int length = 0; length < bytes.length; length++) {
            service.are(Arrays.copyOf(bytes, length), note, 7);
            refused("altered or is not whole");
        }
        for (int length = 0; length < note.length(); length++) {
            service.are(bytes, note.substring(0, length), 7);
            assertThatThrownBy(() -> sync().round(false)).isInstanceOf(Doubtful.class);
        }
        assertThat(folder.resolve("trust.pem")).doesNotExist();
    }

    @Test
    void onlyTheLedgersKeyVouches() throws Exception {
        byte[] bytes = "seven".getBytes(UTF_8);
        service.are(bytes, note(signer(), SCOPE, 7, bytes, "pem"), 7);
        refused("not signed by the ledger's key");
        service.are(bytes, SignedNote.sign("ledger.test\n7\nAAAA\n", ledger).toString(), 7);
        refused("cannot be read");
    }

    @Test
    void anothersBundleAndAnotherFormAreRefused() throws Exception {
        serve(new BundleScope("globex", "prod", "tenant"), 8, "theirs");
        refused("globex");
        serve(new BundleScope("acme", "prod", "product"), 8, "theirs");
        refused("acme/prod/product");
        byte[] bytes = "eight".getBytes(UTF_8);
        service.are(bytes, note(ledger, SCOPE, 8, bytes, "jks"), 8);
        refused("form jks");
    }

    @Test
    void aHookThatFailsRunsAgainAndTheBundleStays() throws Exception {
        assertThatThrownBy(() -> sync("exit 3").round(false))
                .isInstanceOf(Hook.Failed.class)
                .hasMessageContaining("exit code 3");
        assertThat(content()).isEqualTo("seven");
        assertThat(service.reported).isEmpty();
        sync().round(true);
        assertThat(ran()).containsExactly("7");
        assertThat(service.reported).containsExactly(7L);
    }

    @Test
    void aNoteThatNobodySignedStopsIt() throws Exception {
        sync().round(false);
        Files.writeString(folder.resolve("trust.pem.note"), "nothing");
        refused("cannot be read");
    }

    @Test
    void aServiceThatSaysNothingIsNewToWhoHasNothingIsNotBelieved() {
        service.now = Optional.empty();
        assertThatThrownBy(() -> sync().round(false))
                .isInstanceOf(Doubtful.class)
                .hasMessageContaining("nothing");
    }
}
