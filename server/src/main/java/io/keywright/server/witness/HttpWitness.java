package io.keywright.server.witness;

import io.keywright.core.witness.WitnessLink;
import io.keywright.ledger.witness.AddCheckpoint;
import io.keywright.ledger.witness.Ruling;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** A witness behind a URL that the operator gave. Follows no redirect, and takes neither long nor much. */
public final class HttpWitness implements WitnessLink {

    private final URI endpoint;
    private final Duration limit;
    private final HttpClient http;

    /**
     * @param prefix where it takes checkpoints, up to {@code /add-checkpoint}
     * @param tls trusts the authorities that vouch for the URL
     * @param limit how long an answer may take
     */
    public HttpWitness(URI prefix, SSLContext tls, Duration limit) {
        String text = prefix.toString();
        this.endpoint = URI.create((text.endsWith("/") ? text : text + "/") + "add-checkpoint");
        this.limit = limit;
        this.http = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limit)
                .build();
    }

    @Override
    public Ruling add(AddCheckpoint request) throws IOException {
        HttpRequest post = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(BodyPublishers.ofString(request.toString()))
                .build();
        HttpResponse<byte[]> answer =
                await(http.sendAsync(post, BodyHandlers.limiting(BodyHandlers.ofByteArray(), Ruling.MAX_BYTES)));
        try {
            return Ruling.read(answer.statusCode(), answer.body());
        } catch (IllegalArgumentException e) {
            throw new IOException(endpoint + " does not answer as a witness does", e);
        }
    }

    private <T> T await(CompletableFuture<T> answer) throws IOException {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(endpoint + " cannot be reached", e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(endpoint + " took longer than " + limit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + endpoint, e);
        }
    }
}
