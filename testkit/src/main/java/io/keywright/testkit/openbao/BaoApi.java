package io.keywright.testkit.openbao;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The API of an OpenBao, for what tests set up and look at. */
public final class BaoApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String address;
    private final String token;

    private BaoApi(HttpClient http, String address, String token) {
        this.http = http;
        this.address = address;
        this.token = token;
    }

    BaoApi(String address, CertificateAuthority authority, String token) {
        this(
                HttpClient.newBuilder()
                        .sslContext(authority
                                .issueServer(
                                        "test",
                                        SubjectNames.ofLoopback(),
                                        Validity.from(Instant.now(), Duration.ofHours(1)))
                                .sslContext(authority.certificate()))
                        .connectTimeout(Duration.ofSeconds(10))
                        .build(),
                address,
                token);
    }

    /** The same with another token. */
    public BaoApi as(String other) {
        return new BaoApi(http, address, other);
    }

    /** The token. */
    public String token() {
        return token;
    }

    /** The answer's status; 0 if there is none. */
    public int status(String method, String path) throws InterruptedException {
        try {
            return http.send(request(method, path, Map.of()), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** The answer to a call that succeeds. */
    public JsonNode call(String method, String path, Map<String, ?> body) throws IOException, InterruptedException {
        var response = http.send(request(method, path, body), BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    method + " " + path + ": " + response.statusCode() + " " + new String(response.body(), UTF_8));
        }
        return JSON.readTree(response.body().length == 0 ? "{}".getBytes(UTF_8) : response.body());
    }

    private HttpRequest request(String method, String path, Map<String, ?> body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/v1/" + path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (!token.isEmpty()) {
            request.header("X-Vault-Token", token);
        }
        return request.build();
    }
}
