package io.keywright.egress;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/** One request and its answer, on a thread of its own: who waits for it is free when its time is over, whatever it does. */
final class Exchange implements Runnable {

    private final CloseableHttpClient client;
    private final HttpHost host;
    private final HttpUriRequestBase request;
    private final int bodyBytes;
    private final CompletableFuture<Reply> done = new CompletableFuture<>();
    private volatile @Nullable Reply head;

    Exchange(CloseableHttpClient client, Request wanted, int bodyBytes) {
        Target target = wanted.target();
        this.client = client;
        this.host = new HttpHost(target.secure() ? "https" : "http", target.host(), target.port());
        this.request = new HttpUriRequestBase(wanted.method(), target.uri());
        this.bodyBytes = bodyBytes;
        wanted.headers().forEach(request::setHeader);
        if (!wanted.method().equals(Request.GET)) {
            request.setEntity(new ByteArrayEntity(wanted.body(), null));
        }
    }

    @Override
    public void run() {
        try {
            done.complete(answer());
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }

    private Reply answer() throws IOException {
        ClassicHttpResponse response = client.executeOpen(host, request, null);
        Reply reply = Reply.head(response.getCode(), headers(response));
        head = reply;
        try (response) {
            reply = withBody(reply, response.getEntity());
        } catch (IOException e) {
            request.cancel();
        }
        return reply;
    }

    /** A body that is not read to its end costs the connection, or closing it would read on. */
    private Reply withBody(Reply answered, @Nullable HttpEntity entity) {
        try {
            return entity == null ? answered : answered.with(read(entity.getContent()));
        } catch (IOException e) {
            request.cancel();
            return answered.without(EgressException.of(e));
        }
    }

    private byte[] read(InputStream content) throws IOException {
        byte[] body = content.readNBytes(bodyBytes);
        if (body.length == bodyBytes && content.read() >= 0) {
            throw new EgressException(EgressException.Reason.TOO_LONG);
        }
        return body;
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            String value = header.getValue();
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), value == null ? "" : value);
        }
        return headers;
    }

    /**
     * The answer. If its head came in time and its body did not, the head alone.
     *
     * @throws EgressException if there is none, or not within {@code nanos}
     * @throws ExecutionException if the library failed as it should not; the cause says how
     */
    Reply await(long nanos) throws EgressException, ExecutionException, InterruptedException {
        try {
            return done.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            request.cancel();
            return headAlone(new EgressException(EgressException.Reason.TIMEOUT));
        } catch (InterruptedException e) {
            request.cancel();
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw EgressException.of(failure);
            }
            throw e;
        }
    }

    private Reply headAlone(EgressException fault) throws EgressException {
        Reply answered = head;
        if (answered == null) {
            throw fault;
        }
        return answered.without(fault);
    }
}
