package io.keywright.providers.aws;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** What an account's administrator does in an emulator. */
final class AwsAdministration implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;
    private final KmsClient kms;

    AwsAdministration(URI endpoint) {
        this.endpoint = endpoint;
        this.kms = KmsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(AwsFixture.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("admin", "admin")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    KmsClient kms() {
        return kms;
    }

    /** What an answer has in an element. */
    static String element(String answer, String element) {
        Matcher found = Pattern.compile("<" + element + ">([^<]*)<").matcher(answer);
        return found.find() ? found.group(1) : "";
    }

    /** A call of IAM, and its answer. */
    String iam(String action, Map<String, String> parameters) throws IOException, InterruptedException {
        String form = "Action=" + action + "&Version=2010-05-08&"
                + parameters.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encode(entry.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
        return post(
                "/",
                form,
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=admin/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0",
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    /** From now on, signatures and policies count in moto, or not. */
    void enforce(boolean enforced) throws IOException, InterruptedException {
        post("/moto-api/reset-auth", enforced ? "0" : "inf", "Content-Type", "text/plain");
    }

    private String post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(endpoint.resolve(path))
                        .headers(headers)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        kms.close();
        http.close();
    }
}
