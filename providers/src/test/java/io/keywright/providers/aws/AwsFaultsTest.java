package io.keywright.providers.aws;

import static io.keywright.providers.aws.AwsFixture.SECRET;
import static io.keywright.providers.aws.AwsFixture.fault;
import static io.keywright.providers.aws.AwsFixture.in;
import static io.keywright.testkit.provider.RootProviderContract.BINDING;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every fault of AWS, as it comes over the wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsFaultsTest {

    private Path credentials;
    private AwsWire wire;
    private AwsRootProvider provider;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        wire = new AwsWire();
        credentials = AwsFixture.credentials(folder.resolve("credentials"), "AKIAEXAMPLE", SECRET);
        provider = at(wire.endpoint());
    }

    @AfterAll
    void stop() {
        provider.close();
        wire.close();
    }

    private ProviderKey key() throws RootProviderException {
        return provider.open(ProviderKeyReference.DEFAULT);
    }

    private RootProviderException unwrapping() {
        RootProviderException fault = fault(() -> key().unwrap(new byte[100], BINDING, in(10_000)));
        StringWriter all = new StringWriter();
        fault.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain(SECRET);
        assertThat(fault.getMessage()).startsWith("The root provider aws: ").doesNotContain("something that AWS says");
        return fault;
    }

    @ParameterizedTest
    @CsvSource({
        "400, AccessDeniedException, PERMISSION_MISSING",
        "400, DisabledException, KEY_DISABLED",
        "400, KMSInvalidStateException, KEY_DISABLED",
        "400, NotFoundException, KEY_NOT_FOUND",
        "400, InvalidArnException, KEY_NOT_FOUND",
        "400, InvalidCiphertextException, ALTERED",
        "400, IncorrectKeyException, ALTERED",
        "400, InvalidKeyUsageException, WRONG_KEY_TYPE",
        "400, UnsupportedOperationException, WRONG_KEY_TYPE",
        "400, ThrottlingException, THROTTLED",
        "400, LimitExceededException, THROTTLED",
        "429, TooManyRequestsException, THROTTLED",
        "400, UnrecognizedClientException, BAD_CREDENTIALS",
        "403, InvalidClientTokenId, BAD_CREDENTIALS",
        "400, ExpiredTokenException, BAD_CREDENTIALS",
        "400, MissingAuthenticationTokenException, BAD_CREDENTIALS",
        "400, InvalidSignatureException, BAD_CREDENTIALS",
        "400, IncompleteSignatureException, BAD_CREDENTIALS",
        "403, OptInRequired, BAD_CREDENTIALS",
        "400, RequestExpired, CLOCK_SKEW",
        "400, UnknownOperationException, WRONG_ENDPOINT",
        "500, KMSInternalException, UNREACHABLE",
        "500, KeyUnavailableException, UNREACHABLE",
        "503, DependencyTimeoutException, UNREACHABLE",
        "503, ServiceUnavailable, UNREACHABLE",
        "500, SomethingNew, UNREACHABLE",
        "400, SomethingNew, UNKNOWN"
    })
    void isSortedByItsCode(int status, String code, Reason reason) {
        wire.does(AwsWire.fails(status, code));
        assertThat(unwrapping().reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"302, WRONG_ENDPOINT", "404, WRONG_ENDPOINT", "405, WRONG_ENDPOINT", "502, UNREACHABLE", "403, UNKNOWN"
    })
    void isSortedByItsStatusWhereItIsNotAwsThatAnswers(int status, Reason reason) {
        wire.does(
                (exchange, body) -> AwsWire.send(exchange, status, "text/html", "<html>AccessDeniedException</html>"));
        assertThat(unwrapping().reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, PERMISSION_MISSING",
        "403, InvalidClientTokenId, BAD_CREDENTIALS",
        "403, ExpiredToken, BAD_CREDENTIALS",
        "403, SignatureDoesNotMatch, BAD_CREDENTIALS",
        "403, RegionDisabledException, WRONG_ENDPOINT",
        "400, Throttling, THROTTLED",
        "400, InvalidAction, WRONG_ENDPOINT",
        "400, RequestExpired, CLOCK_SKEW",
        "503, ServiceUnavailable, UNREACHABLE",
        "400, ValidationError, UNKNOWN"
    })
    void isSortedByItsCodeInStsToo(int status, String code, Reason reason) throws Exception {
        wire.does(AwsWire.failsAsSts(status, code));
        String role = AwsFixture.ROLE + "-" + code;
        ProviderKey key =
                provider.open(new ProviderKeyReference(Optional.empty(), Optional.of(role), Optional.empty()));
        RootProviderException fault = fault(() -> key.unwrap(new byte[100], BINDING, in(10_000)));
        assertThat(fault.reason()).isEqualTo(reason);
        assertThat(fault.permission())
                .isEqualTo(reason == Reason.PERMISSION_MISSING ? Optional.of("sts:AssumeRole") : Optional.empty());
    }

    @Test
    void namesThePermissionAndTheKey() {
        wire.does(AwsWire.fails(400, "AccessDeniedException"));
        assertThat(unwrapping().permission()).contains("kms:Decrypt");
        assertThat(unwrapping()).hasMessageContaining("kms:Decrypt").hasMessageContaining(AwsFixture.ARN);
        assertThat(fault(() -> AwsFixture.wrap(key())).permission()).contains("kms:Encrypt");
        assertThat(fault(() -> key().describe(in(10_000))).permission()).contains("kms:DescribeKey");
    }

    /** The code is the same as with a wrong secret; the answer's date tells. */
    @Test
    void knowsAClockThatIsOff() throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plus(Duration.ofMinutes(20)));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                AwsRootProvider late = at(URI.create("http://127.0.0.1:" + server.getLocalPort()))) {
            Thread.ofVirtual().start(() -> answerAt(date, server));
            ProviderKey key = late.open(ProviderKeyReference.DEFAULT);
            assertThat(fault(() -> key.unwrap(new byte[100], BINDING, in(10_000)))
                            .reason())
                    .isEqualTo(Reason.CLOCK_SKEW);
        }
    }

    private AwsRootProvider at(URI endpoint) {
        return new AwsRootProvider("aws", AwsFixture.settings(endpoint, credentials, AwsFixture.ARN));
    }

    private static void answerAt(String date, ServerSocket server) {
        String body = "{\"__type\":\"InvalidSignatureException\"}";
        try (Socket socket = server.accept()) {
            while (socket.getInputStream().read() != '}') {
                // The request ends with its JSON.
            }
            socket.getOutputStream()
                    .write(("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nDate: " + date + "\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isTriedOnce() {
        wire.does(AwsWire.fails(500, "KMSInternalException"));
        int before = wire.requests().size();
        unwrapping();
        wire.does(AwsWire.fails(400, "ThrottlingException"));
        unwrapping();
        assertThat(wire.requests()).hasSize(before + 2);
    }
}
