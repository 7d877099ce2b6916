package io.keywright.providers.gcp;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import io.keywright.providers.TraceHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What Google's client sends by: the JDK's HTTP client, which gives up when its thread is interrupted. No answer is longer
 * than {@value #MOST_ANSWER_BYTES} bytes, none is followed elsewhere, and none takes longer than {@link #PATIENCE}. Safe
 * from any thread.
 */
final class BoundedTransport extends HttpTransport {

    static final int MOST_ANSWER_BYTES = 65_536;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    /** There was no answer, or not a whole one. */
    static final class NoAnswer extends IOException {
        NoAnswer(Exception cause) {
            super(cause);
        }
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        return new Request(method, HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE));
    }

    @Override
    public void shutdown() {
        client.shutdownNow();
    }

    private final class Request extends LowLevelHttpRequest {

        private final String method;
        private final HttpRequest.Builder request;

        Request(String method, HttpRequest.Builder request) {
            this.method = method;
            this.request = request;
        }

        @Override
        public void addHeader(String name, String value) {
            if (!name.equalsIgnoreCase("accept-encoding")) {
                request.header(name, value);
            }
        }

        @Override
        public LowLevelHttpResponse execute() throws IOException {
            if (getContentType() != null) {
                request.header("content-type", getContentType());
            }
            TraceHeader.write(request::setHeader);
            return send(request.method(method, body()).build());
        }

        private HttpRequest.BodyPublisher body() throws IOException {
            if (getStreamingContent() == null) {
                return BodyPublishers.noBody();
            }
            var out = new ByteArrayOutputStream();
            getStreamingContent().writeTo(out);
            return BodyPublishers.ofByteArray(out.toByteArray());
        }
    }

    private Answer send(HttpRequest request) throws NoAnswer {
        try {
            return new Answer(
                    client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_ANSWER_BYTES)));
        } catch (IOException e) {
            throw new NoAnswer(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer(e);
        }
    }

    private static final class Answer extends LowLevelHttpResponse {

        private final HttpResponse<byte[]> response;
        private final List<Map.Entry<String, String>> headers;

        Answer(HttpResponse<byte[]> response) {
            this.response = response;
            this.headers = response.headers().map().entrySet().stream()
                    .flatMap(header -> header.getValue().stream().map(value -> Map.entry(header.getKey(), value)))
                    .toList();
        }

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(response.body());
        }

        @Override
        public String getContentEncoding() {
            return response.headers().firstValue("content-encoding").orElse("identity");
        }

        @Override
        public long getContentLength() {
            return response.body().length;
        }

        @Override
        public String getContentType() {
            return response.headers().firstValue("content-type").orElse("");
        }

        @Override
        public String getStatusLine() {
            return "HTTP/1.1 " + response.statusCode();
        }

        @Override
        public int getStatusCode() {
            return response.statusCode();
        }

        @Override
        public String getReasonPhrase() {
            return "";
        }

        @Override
        public int getHeaderCount() {
            return headers.size();
        }

        @Override
        public String getHeaderName(int index) {
            return headers.get(index).getKey();
        }

        @Override
        public String getHeaderValue(int index) {
            return headers.get(index).getValue();
        }
    }
}
