package io.keywright.providers.azure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.trace.Spans;
import io.keywright.core.work.Deadline;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.provider.azure.AzureKeyVault;
import io.keywright.testkit.provider.azure.AzureKeyVault.Fault;
import io.keywright.testkit.provider.azure.AzureRefusal;
import io.keywright.testkit.trace.KnownSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureRootProviderTest {

    private static final Binding BINDING = new Binding("acme", Environment.PROD, Plane.TENANT, "root", "tenant-root");

    @TempDir
    Path folder;

    private AzureKeyVault vault;
    private AzureRootProvider provider;

    @BeforeEach
    void start() throws Exception {
        vault = AzureKeyVault.start();
        vault.createAesKey("root");
        provider = new AzureRootProvider("azure", AzureContract.settings(vault, folder));
    }

    @AfterEach
    void stop() {
        provider.close();
        vault.close();
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(20));
    }

    private static SecretBytes secret() {
        return SecretBytes.copyOf("a secret of thirty-two bytes....".getBytes(US_ASCII));
    }

    private ProviderKey opened() throws RootProviderException {
        return provider.open(ProviderKeyReference.DEFAULT);
    }

    private static RootProviderException thrown(ThrowingCallable call) {
        RootProviderException[] thrown = new RootProviderException[1];
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(RootProviderException.class, e -> thrown[0] = e)
                .message()
                .doesNotContain("secret of", "token-", "as a person would read it");
        return thrown[0];
    }

    private static void fails(Reason reason, ThrowingCallable call) {
        RootProviderException thrown = thrown(call);
        assertThat(thrown.reason()).as("%s", thrown.getCause()).isEqualTo(reason);
    }

    @Test
    void oldBlobsOpenAfterTheProvidersKeyRotatedEvenToAnotherType() throws Exception {
        byte[] blob = opened().wrap(secret(), BINDING, soon());
        String version = opened().describe(soon()).version();
        vault.createRsaKey("root");
        assertThat(opened().describe(soon()).version()).isNotEqualTo(version);
        assertThat(opened().unwrap(blob, BINDING, soon())).isEqualTo(secret());
        byte[] newer = opened().wrap(secret(), BINDING, soon());
        assertThat(newer[0]).isNotEqualTo(blob[0]);
        assertThat(opened().unwrap(newer, BINDING, soon())).isEqualTo(secret());
    }

    @Test
    void thePublicKeyNeverWrapsHere() throws Exception {
        vault.createRsaKey("root");
        byte[] blob = opened().wrap(secret(), BINDING, soon());
        opened().unwrap(blob, BINDING, soon()).close();
        assertThat(vault.requests())
                .filteredOn(path -> path.endsWith("/wrapkey"))
                .hasSize(1);
        assertThat(vault.requests())
                .filteredOn(path -> path.endsWith("/unwrapkey"))
                .hasSize(1);
    }

    @Test
    void whatAnotherKeyAnswersIsRefused() {
        vault.fault(Fault.OTHER_KEY);
        fails(Reason.ALTERED, () -> opened().describe(soon()));
        fails(Reason.ALTERED, () -> opened().wrap(secret(), BINDING, soon()));
    }

    @Test
    void nothingWaitsLongerThanItsDeadline() {
        vault.fault(Fault.HANGS);
        long begin = System.nanoTime();
        fails(Reason.UNREACHABLE, () -> opened().wrap(secret(), BINDING, Deadline.in(Duration.ofMillis(300))));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void anAnswerThatIsTooLongIsNotRead() {
        vault.fault(Fault.HUGE);
        fails(Reason.UNREACHABLE, () -> opened().describe(soon()));
    }

    @Test
    void aPageForPeopleIsNoKeyVault() {
        vault.fault(Fault.NOT_JSON);
        fails(Reason.WRONG_ENDPOINT, () -> opened().describe(soon()));
    }

    @Test
    void nobodyThereIsUnreachable() {
        vault.close();
        fails(Reason.UNREACHABLE, () -> opened().describe(soon()));
    }

    @Test
    void anApplicationThatIsNotBelievedIsBadCredentials() {
        vault.fault(Fault.NO_TOKEN);
        fails(Reason.BAD_CREDENTIALS, () -> opened().describe(soon()));
    }

    @ParameterizedTest
    @CsvSource({
        "403, Forbidden, ForbiddenByRbac, PERMISSION_MISSING",
        "403, Forbidden, ForbiddenByPolicy, PERMISSION_MISSING",
        "403, Forbidden, ForbiddenByFirewall, PERMISSION_MISSING",
        "403, Forbidden, ACodeOfTomorrow, PERMISSION_MISSING",
        "403, Forbidden, KeyDisabled, KEY_DISABLED",
        "403, Forbidden, KeyNotYetValid, KEY_DISABLED",
        "403, Forbidden, KeyExpired, KEY_DISABLED",
        "403, Forbidden, KeyOperationForbidden, WRONG_KEY_TYPE",
        "404, KeyNotFound, , KEY_NOT_FOUND",
        "429, Throttled, , THROTTLED",
        "500, InternalServerError, , UNREACHABLE",
        "503, ServiceUnavailable, , UNREACHABLE",
        "409, Conflict, , UNKNOWN"
    })
    void refusalsAreSortedByTheirCodesAndNeverTriedAgain(int httpStatus, String code, String inner, Reason reason)
            throws Exception {
        opened().describe(soon());
        int before = vault.requests().size();
        vault.refuse(Optional.of(new AzureRefusal(httpStatus, code, Optional.ofNullable(inner))));
        fails(reason, () -> opened().describe(soon()));
        assertThat(vault.requests()).hasSize(before + 1);
    }

    @Test
    void whatIsMissingIsNamedAsAzureNamesIt() throws Exception {
        byte[] blob = opened().wrap(secret(), BINDING, soon());
        vault.refuse(Optional.of(AzureRefusal.because(403, "Forbidden", "ForbiddenByRbac")));
        assertThat(thrown(() -> opened().unwrap(blob, BINDING, soon())).permission())
                .contains("Microsoft.KeyVault/vaults/keys/unwrap/action");
        assertThat(thrown(() -> opened().describe(soon())).permission())
                .contains("Microsoft.KeyVault/vaults/keys/read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com/keys/root",
                "https://vault.azure.net.example.com/keys/root",
                "http://acme.vault.azure.net/keys/root",
                "https://user@acme.vault.azure.net/keys/root",
                "https://acme.vault.azure.net:444/keys/root",
                "https://acme.vault.azure.net/keys/main/0123456789abcdef0123456789abcdef",
                "../secrets/root",
                ""
            })
    void tokensGoToVaultsOfMicrosoftsCloudsAlone(String key) {
        ProviderKeyReference reference = new ProviderKeyReference(Optional.of(key), Optional.empty(), Optional.empty());
        fails(Reason.KEY_NOT_FOUND, () -> provider.open(reference));
    }

    @Test
    void aBlobOfAnotherShapeIsRefusedWithoutACall() {
        for (byte[] blob : new byte[][] {{}, {1}, {1, 0}, {3, 1, 'a', 1}, {1, (byte) 255, 1}}) {
            fails(Reason.ALTERED, () -> opened().unwrap(blob, BINDING, soon()));
        }
        assertThat(vault.requests()).isEmpty();
    }

    @Test
    void aSecretFileThatIsNoneIsRefusedAtTheStart() throws Exception {
        AzureSettings settings = AzureContract.settings(vault, folder);
        Files.writeString(settings.clientSecretFile().orElseThrow(), "");
        fails(Reason.BAD_CREDENTIALS, () -> new AzureRootProvider("azure", settings));
        Files.delete(settings.clientSecretFile().orElseThrow());
        fails(Reason.BAD_CREDENTIALS, () -> new AzureRootProvider("azure", settings));
    }

    @Test
    void printsNoCredentials() {
        assertThat(provider).hasToString("AzureRootProvider[azure, " + vault.address() + "/keys/root]");
    }

    @Test
    void isToldTheTraceIfThereIsOne() throws Exception {
        opened().describe(soon());
        assertThat(vault.traceParents()).isEmpty();
        Spans.within(KnownSpan.SPAN, () -> opened().describe(soon()));
        assertThat(vault.traceParents()).containsExactly(KnownSpan.TRACE_PARENT);
    }
}
