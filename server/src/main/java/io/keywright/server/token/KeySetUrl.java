package io.keywright.server.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** A JWK set behind a URL. Follows no redirect, and takes neither long nor much. */
public final class KeySetUrl implements KeySetSource {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final URI url;
    private final HttpClient http;

    /** @param tls trusts the authorities that vouch for the URL */
    public KeySetUrl(URI url, SSLContext tls) {
        this.url = url;
        this.http = HttpClient.newBuilder()
                .sslContext(tls)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(LIMIT)
                .build();
    }

    @Override
    public String read() throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(url).header("Accept", "application/json").build();
        HttpResponse<byte[]> answer =
                await(http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES)));
        if (answer.statusCode() != OK) {
            throw new IOException(url + " answered " + answer.statusCode());
        }
        return new String(answer.body(), UTF_8);
    }

    private <T> T await(CompletableFuture<T> answer) throws IOException {
        try {
            return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(url + " cannot be read", e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(url + " took longer than " + LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + url, e);
        }
    }
}
