package io.keywright.providers.gcp;

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
import io.keywright.testkit.provider.gcp.GcpKms;
import io.keywright.testkit.provider.gcp.GcpKms.Fault;
import io.keywright.testkit.provider.gcp.GcpRefusal;
import io.keywright.testkit.trace.KnownSpan;
import java.net.URI;
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
import org.junit.jupiter.params.provider.EnumSource;

class GcpRootProviderTest {

    private static final Binding BINDING = new Binding("acme", Environment.PROD, Plane.TENANT, "root", "tenant-root");
    private static final String TENANT = "acme@their-project.iam.gserviceaccount.com";

    @TempDir
    Path folder;

    private GcpKms kms;
    private String key;
    private Path credentials;
    private GcpRootProvider provider;

    @BeforeEach
    void start() throws Exception {
        kms = GcpKms.start();
        key = kms.createKey("root");
        credentials = kms.writeCredentials(folder.resolve("account.json"));
        provider = new GcpRootProvider("gcp", settings(kms.endpoint()));
    }

    private GcpSettings settings(URI endpoint) {
        return new GcpSettings(
                Optional.of(key), Optional.of(endpoint), Optional.of(endpoint), false, Optional.of(credentials));
    }

    @AfterEach
    void stop() {
        provider.close();
        kms.close();
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }

    private static SecretBytes secret() {
        return SecretBytes.copyOf(
                "a secret of thirty-two bytes....".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private ProviderKey opened() throws RootProviderException {
        return provider.open(ProviderKeyReference.DEFAULT);
    }

    private ProviderKey as(String role) throws RootProviderException {
        return provider.open(new ProviderKeyReference(Optional.empty(), Optional.of(role), Optional.empty()));
    }

    private RootProviderException thrown(ThrowingCallable call) {
        RootProviderException[] thrown = new RootProviderException[1];
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(RootProviderException.class, e -> thrown[0] = e)
                .message()
                .doesNotContain("secret of", "PRIVATE KEY", "as a person would read it");
        return thrown[0];
    }

    private void fails(Reason reason, ThrowingCallable call) {
        assertThat(thrown(call).reason()).isEqualTo(reason);
    }

    @Test
    void oldBlobsOpenAfterTheProvidersKeyRotated() throws Exception {
        byte[] blob = opened().wrap(secret(), BINDING, soon());
        assertThat(opened().describe(soon()).version()).isEqualTo("1");
        kms.rotate(key);
        assertThat(opened().describe(soon()).version()).isEqualTo("2");
        assertThat(opened().unwrap(blob, BINDING, soon())).isEqualTo(secret());
    }

    @ParameterizedTest
    @EnumSource(names = {"FLIPPED_ON_THE_WAY_BACK", "UNVERIFIED", "OTHER_KEY"})
    void aWrapThatCannotBeBelievedIsRefused(Fault fault) {
        kms.fault(fault);
        fails(Reason.ALTERED, () -> opened().wrap(secret(), BINDING, soon()));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLIPPED_ON_THE_WAY_BACK", "FLIPPED_ON_THE_WAY_THERE"})
    void anOpenedSecretThatCannotBeBelievedIsRefused(Fault fault) throws Exception {
        byte[] blob = opened().wrap(secret(), BINDING, soon());
        kms.fault(fault);
        fails(Reason.ALTERED, () -> opened().unwrap(blob, BINDING, soon()));
    }

    @Test
    void whatIsAlteredOnTheWayThereIsNeverWrapped() {
        kms.fault(Fault.FLIPPED_ON_THE_WAY_THERE);
        assertThatThrownBy(() -> opened().wrap(secret(), BINDING, soon())).isInstanceOf(RootProviderException.class);
    }

    @Test
    void anotherKeysDescriptionIsRefused() {
        kms.fault(Fault.OTHER_KEY);
        fails(Reason.ALTERED, () -> opened().describe(soon()));
    }

    @Test
    void nothingWaitsLongerThanItsDeadline() {
        kms.fault(Fault.HANGS);
        long begin = System.nanoTime();
        fails(Reason.UNREACHABLE, () -> opened().wrap(secret(), BINDING, Deadline.in(Duration.ofMillis(300))));
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
        assertThat(kms.calls()).isLessThanOrEqualTo(1);
    }

    @Test
    void aTokenThatDoesNotComeIsWaitedForNoLonger() {
        kms.fault(Fault.HANGS);
        long begin = System.nanoTime();
        fails(Reason.UNREACHABLE, () -> as(TENANT).wrap(secret(), BINDING, Deadline.in(Duration.ofMillis(300))));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void anAnswerThatIsTooLongIsNotRead() {
        kms.fault(Fault.HUGE);
        fails(Reason.UNREACHABLE, () -> opened().wrap(secret(), BINDING, soon()));
    }

    @Test
    void aPageForPeopleIsNoCloudKms() {
        kms.fault(Fault.NOT_JSON);
        fails(Reason.WRONG_ENDPOINT, () -> opened().wrap(secret(), BINDING, soon()));
    }

    @Test
    void nobodyThereIsUnreachable() {
        kms.close();
        fails(Reason.UNREACHABLE, () -> opened().wrap(secret(), BINDING, soon()));
    }

    @ParameterizedTest
    @CsvSource({
        "403, PERMISSION_DENIED, IAM_PERMISSION_DENIED, PERMISSION_MISSING",
        "403, PERMISSION_DENIED, SECURITY_POLICY_VIOLATED, PERMISSION_MISSING",
        "403, PERMISSION_DENIED, A_REASON_OF_TOMORROW, PERMISSION_MISSING",
        "403, PERMISSION_DENIED, SERVICE_DISABLED, KEY_DISABLED",
        "400, FAILED_PRECONDITION, SERVICE_DISABLED, KEY_DISABLED",
        "403, PERMISSION_DENIED, BILLING_DISABLED, KEY_DISABLED",
        "403, PERMISSION_DENIED, CONSUMER_INVALID, KEY_NOT_FOUND",
        "403, PERMISSION_DENIED, ACCESS_TOKEN_SCOPE_INSUFFICIENT, BAD_CREDENTIALS",
        "401, UNAUTHENTICATED, ACCOUNT_STATE_INVALID, BAD_CREDENTIALS",
        "429, RESOURCE_EXHAUSTED, RATE_LIMIT_EXCEEDED, THROTTLED",
        "404, NOT_FOUND, , KEY_NOT_FOUND",
        "400, INVALID_ARGUMENT, , WRONG_KEY_TYPE",
        "400, FAILED_PRECONDITION, , KEY_DISABLED",
        "503, UNAVAILABLE, , UNREACHABLE",
        "500, INTERNAL, , UNREACHABLE",
        "504, DEADLINE_EXCEEDED, , UNREACHABLE",
        "501, UNIMPLEMENTED, , UNKNOWN"
    })
    void refusalsAreSortedByTheirCodesAndNeverTriedAgain(int httpStatus, String status, String why, Reason reason) {
        kms.refuse(Optional.of(new GcpRefusal(httpStatus, status, Optional.ofNullable(why), Optional.empty())));
        fails(reason, () -> opened().wrap(secret(), BINDING, soon()));
        assertThat(kms.calls()).isEqualTo(1);
    }

    @Test
    void whatIsMissingIsNamedAsGoogleNamesIt() throws Exception {
        byte[] blob = opened().wrap(secret(), BINDING, soon());
        kms.refuse(Optional.of(GcpRefusal.denied()));
        lacks("cloudkms.cryptoKeyVersions.useToEncrypt", () -> opened().wrap(secret(), BINDING, soon()));
        lacks("cloudkms.cryptoKeyVersions.useToDecrypt", () -> opened().unwrap(blob, BINDING, soon()));
        lacks("cloudkms.cryptoKeys.get", () -> opened().describe(soon()));
    }

    private void lacks(String permission, ThrowingCallable call) {
        RootProviderException thrown = thrown(call);
        assertThat(thrown.permission()).contains(permission);
        assertThat(thrown).hasMessageContainingAll(permission, key);
    }

    @Test
    void aKeyForSomethingElseCannotWrap() {
        kms.purpose(key, "ASYMMETRIC_SIGN");
        fails(Reason.WRONG_KEY_TYPE, () -> opened().describe(soon()));
        fails(Reason.WRONG_KEY_TYPE, () -> opened().wrap(secret(), BINDING, soon()));
    }

    @Test
    void actsAsATenantsServiceAccountAndAsksForItsTokenOnce() throws Exception {
        byte[] blob = as(TENANT).wrap(secret(), BINDING, soon());
        assertThat(as(TENANT).unwrap(blob, BINDING, soon())).isEqualTo(secret());
        assertThat(kms.calls()).isEqualTo(3);
    }

    @Test
    void aTokenThatIsNotBelievedAnyMoreIsReplacedAtTheNextCall() throws Exception {
        as(TENANT).wrap(secret(), BINDING, soon());
        kms.revokeTokens();
        fails(Reason.BAD_CREDENTIALS, () -> as(TENANT).wrap(secret(), BINDING, soon()));
        as(TENANT).wrap(secret(), BINDING, soon());
    }

    @Test
    void whoMayNotActAsTheTenantIsToldWhatLacks() {
        kms.mayImpersonate(false);
        RootProviderException thrown = thrown(() -> as(TENANT).wrap(secret(), BINDING, soon()));
        assertThat(thrown.permission()).contains("iam.serviceAccounts.getAccessToken");
        assertThat(thrown).hasMessageContaining(TENANT);
    }

    @Test
    void anAccountThatGoogleDoesNotKnowIsNotBelieved() throws Exception {
        try (GcpKms other = GcpKms.start();
                GcpRootProvider stranger = new GcpRootProvider("gcp", settings(other.endpoint()))) {
            fails(
                    Reason.BAD_CREDENTIALS,
                    () -> stranger.open(ProviderKeyReference.DEFAULT).describe(soon()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "no-such-key,,",
        "projects/p1/locations/global/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1,,",
        "projects/p1/locations/global/keyRings/r/cryptoKeys/../cryptoKeys/k,,",
        ",someone@example.com,",
        ",acme@their-project.iam.gserviceaccount.com/../x,",
        ",,an-external-id"
    })
    void aReferenceThatNamesNothingIsRefusedWithoutACall(String name, String role, String externalId) {
        ProviderKeyReference reference = new ProviderKeyReference(
                Optional.ofNullable(name), Optional.ofNullable(role), Optional.ofNullable(externalId));
        fails(Reason.KEY_NOT_FOUND, () -> provider.open(reference));
        assertThat(kms.calls()).isZero();
    }

    @Test
    void credentialsThatAreNoneAreRefusedAtTheStartAndNotRepeated() throws Exception {
        String federation = "{\"type\":\"external_account\",\"audience\":\"//iam.googleapis.com/x\","
                + "\"subject_token_type\":\"urn:ietf:params:oauth:token-type:jwt\",\"token_url\":\"%s\","
                + "\"credential_source\":{\"%s\":\"%s\"}}";
        for (String content : new String[] {
            "",
            "[]",
            "{\"type\":\"authorized_user\",\"refresh_token\":\"secret of a person\"}",
            "{\"type\":\"service_account\",\"private_key\":\"secret of an account\"}",
            federation.formatted("https://sts.googleapis.com/v1/token", "url", "http://169.254.169.254/token"),
            federation.formatted("https://sts.example.com/v1/token", "file", "/var/run/token"),
            federation.formatted("https://sts.googleapis.com.example.com/v1/token", "file", "/var/run/token")
        }) {
            Files.writeString(credentials, content);
            fails(Reason.BAD_CREDENTIALS, () -> new GcpRootProvider("gcp", settings(kms.endpoint())));
        }
        Files.delete(credentials);
        fails(Reason.BAD_CREDENTIALS, () -> new GcpRootProvider("gcp", settings(kms.endpoint())));
    }

    @Test
    void printsNoCredentials() throws Exception {
        as(TENANT).wrap(secret(), BINDING, soon());
        assertThat(provider).hasToString("GcpRootProvider[gcp, " + key + "]");
        assertThat(new Identity(CredentialsFile.read(credentials, BoundedTransport::new)))
                .hasToString("Identity[ServiceAccountCredentials]");
    }

    @Test
    void isToldTheTraceIfThereIsOne() throws Exception {
        opened().describe(soon());
        assertThat(kms.traceParents()).isEmpty();
        Spans.within(KnownSpan.SPAN, () -> opened().describe(soon()));
        assertThat(kms.traceParents()).containsExactly(KnownSpan.TRACE_PARENT);
    }
}
