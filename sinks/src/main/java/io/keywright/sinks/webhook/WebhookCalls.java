package io.keywright.sinks.webhook;

import io.keywright.core.events.EventSink.Outcome;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts requests within limits of time and size. Follows no redirects, keeps no cookies, has no credentials, uses no proxy,
 * and reads of an answer its status and how long to wait. Thread-safe.
 */
final class WebhookCalls implements AutoCloseable {

    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final Timeout ANSWER = Timeout.ofSeconds(10);
    private static final long WHOLE_SECONDS = 20;
    private static final int MOST_CONNECTIONS = 512;
    private static final int MOST_PER_ROUTE = 16;
    private static final int MOST_BODY = 16 * 1024;

    private final CloseableHttpClient client;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhook-limit").daemon().factory());

    WebhookCalls(GuardedResolver resolver, SSLContext tls) {
        this.client = HttpClientBuilder.create()
                .setConnectionManager(connections(resolver, tls))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(ANSWER)
                        .setResponseTimeout(ANSWER)
                        .setRedirectsEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("keywright")
                .build();
    }

    private static HttpClientConnectionManager connections(GuardedResolver resolver, SSLContext tls) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_PER_ROUTE)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(ANSWER)
                        .setTimeToLive(Timeout.ofMinutes(1))
                        .build())
                .build();
    }

    /** Sends the request; what the target answers decides the outcome. */
    Outcome send(HttpPost request) throws IOException {
        Future<?> limit = clock.schedule(request::cancel, WHOLE_SECONDS, TimeUnit.SECONDS);
        try {
            ClassicHttpResponse response = client.executeOpen(null, request, null);
            Outcome outcome = outcome(response);
            finish(request, response);
            return outcome;
        } finally {
            limit.cancel(false);
        }
    }

    /** A short answer is read to its end, so that the connection can be used again; a long one costs the connection. */
    private static void finish(HttpPost request, ClassicHttpResponse response) {
        try (response) {
            HttpEntity answer = response.getEntity();
            if (answer != null && answer.getContent().readNBytes(MOST_BODY).length == MOST_BODY) {
                request.cancel();
            }
        } catch (IOException e) {
            request.cancel();
        }
    }

    private static Outcome outcome(ClassicHttpResponse response) {
        int status = response.getCode();
        if (status >= HttpStatus.SC_OK && status < HttpStatus.SC_REDIRECTION) {
            return new Outcome.Delivered();
        }
        if (status == HttpStatus.SC_GONE) {
            return new Outcome.Refused("the target answered 410: it wants no more events");
        }
        Header wait = response.getFirstHeader("Retry-After");
        return new Outcome.Retry(
                "the target answered " + status, RetryAfter.parse(wait == null ? null : wait.getValue()));
    }

    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        client.close();
    }
}
