package io.keywright.providers.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import io.keywright.providers.TraceHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What Microsoft's client sends by: the JDK's HTTP client, which gives up when its thread is interrupted. No answer is longer
 * than {@value #MOST_ANSWER_BYTES} bytes, none is followed elsewhere, and none takes longer than {@link #PATIENCE}. Safe
 * from any thread.
 */
final class BoundedClient implements HttpClient, AutoCloseable {

    static final int MOST_ANSWER_BYTES = 65_536;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<String> THE_CLIENTS_OWN = Set.of("content-length", "host", "connection");

    private final java.net.http.HttpClient client;

    BoundedClient(SSLContext trust) {
        this.client = java.net.http.HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .sslContext(trust)
                .build();
    }

    /** There was no answer, or not a whole one. */
    static final class NoAnswer extends UncheckedIOException {
        NoAnswer(IOException cause) {
            super(cause);
        }
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return Mono.fromCallable(() -> sendSync(request, Context.NONE));
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        try {
            return new Answer(
                    request,
                    client.send(jdk(request), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_ANSWER_BYTES)));
        } catch (IOException e) {
            throw new NoAnswer(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer(new IOException(e));
        }
    }

    private static java.net.http.HttpRequest jdk(HttpRequest request) {
        BinaryData body = request.getBodyAsBinaryData();
        var jdk = java.net.http.HttpRequest.newBuilder(
                        URI.create(request.getUrl().toString()))
                .timeout(PATIENCE)
                .method(
                        request.getHttpMethod().toString(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.toBytes()));
        for (HttpHeader header : request.getHeaders()) {
            if (!THE_CLIENTS_OWN.contains(header.getName().toLowerCase(java.util.Locale.ROOT))) {
                header.getValuesList().forEach(value -> jdk.header(header.getName(), value));
            }
        }
        TraceHeader.write(jdk::setHeader);
        return jdk.build();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static final class Answer extends HttpResponse {

        private final java.net.http.HttpResponse<byte[]> response;
        private final HttpHeaders headers = new HttpHeaders();

        Answer(HttpRequest request, java.net.http.HttpResponse<byte[]> response) {
            super(request);
            this.response = response;
            response.headers().map().forEach((name, values) -> headers.set(HttpHeaderName.fromString(name), values));
        }

        @Override
        public int getStatusCode() {
            return response.statusCode();
        }

        @Override
        @Deprecated
        public String getHeaderValue(String name) {
            return headers.getValue(HttpHeaderName.fromString(name));
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public BinaryData getBodyAsBinaryData() {
            return BinaryData.fromBytes(response.body());
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return Flux.just(ByteBuffer.wrap(response.body()));
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return Mono.just(response.body());
        }

        @Override
        public Mono<String> getBodyAsString() {
            return getBodyAsString(StandardCharsets.UTF_8);
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return Mono.just(new String(response.body(), charset));
        }
    }
}
