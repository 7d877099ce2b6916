package io.keywright.server.identity.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keywright.core.network.Network;
import io.keywright.core.trust.Publications;
import io.keywright.core.work.Deadline;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.pki.validation.Failure;
import io.keywright.pki.validation.OcspAnswer;
import io.keywright.pki.validation.PathQuestion;
import io.keywright.pki.validation.PathValidator;
import io.keywright.pki.validation.Purpose;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.harness.Authorities;
import io.keywright.server.identity.trust.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A responder that others wrote, {@code openssl ocsp}, asked over HTTP at the address that the certificates name. */
class OpensslResponderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Instant now = Instant.now();
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Issued root = Issued.authority("Root")
            .valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)))
            .bySelf();
    private final X509Certificate good = issued(1);
    private final X509Certificate revoked = issued(2);
    private final X509Certificate unknown = issued(3);

    OpensslResponderTest() throws Exception {}

    @BeforeEach
    void start() throws Exception {
        assumeTrue(hasOpenssl(), "openssl is missing; install it with the system's package manager");
        Files.writeString(folder.resolve("index"), """
                V\t491231000000Z\t\t01\tunknown\t/CN=client
                R\t491231000000Z\t260101000000Z\t02\tunknown\t/CN=client
                """);
        Files.writeString(folder.resolve("ca.pem"), Authorities.pem(root.certificate()));
        Files.writeString(
                folder.resolve("ca-key.pem"),
                Pem.write(PemBlock.privateKey(root.key().getEncoded())));
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void tellsWhatItKnows() throws Exception {
        assertThat(reasons(good)).isEmpty();
        assertThat(reasons(revoked)).containsExactly("revoked");
        assertThat(reasons(unknown)).containsExactly("revocation_unknown");
    }

    private List<String> reasons(X509Certificate certificate) throws Exception {
        Publications publications = new FetchedPublications(
                Optional.empty(),
                true,
                false,
                new GuardedDocuments(List.of(Network.parse("127.0.0.1/32")), SSLContext.getDefault(), 64 * 1024));
        OcspAnswer answer = publications
                .status(certificate, root.certificate(), Deadline.in(PATIENCE))
                .orElseThrow(() -> new AssertionError("no answer"));
        PathQuestion question = new PathQuestion(
                certificate,
                List.of(),
                Set.of(new TrustedAuthority(root.certificate())),
                List.of(),
                RevocationRule.REQUIRED,
                Purpose.CLIENT,
                Optional.empty(),
                Instant.now());
        return PathValidator.validate(question.with(List.of(), List.of(answer))).failures().stream()
                .map(Failure::reason)
                .toList();
    }

    private X509Certificate issued(long serial) throws Exception {
        GeneralName place = new GeneralName(
                GeneralName.uniformResourceIdentifier,
                "http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return Issued.client()
                .serial(serial)
                .valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)))
                .with(
                        Extension.authorityInfoAccess,
                        false,
                        new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, place))
                .by(root)
                .certificate();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Files.write(folder.resolve("request"), exchange.getRequestBody().readAllBytes());
            byte[] answer = openssl("openssl ocsp -index index -CA ca.pem -rsigner ca.pem -rkey ca-key.pem"
                    + " -nmin 5 -reqin request -respout response");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private byte[] openssl(String command) throws IOException {
        Process process = new ProcessBuilder(command.split(" "))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.onExit().join().exitValue()).as(said).isZero();
        return Files.readAllBytes(folder.resolve("response"));
    }

    private static boolean hasOpenssl() {
        try {
            return new ProcessBuilder("openssl", "version")
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
