package io.keywright.sinks.webhook;

import io.keywright.core.events.CloudEvents;
import io.keywright.core.events.EventSink;
import io.keywright.model.Event;
import io.keywright.sinks.webhook.GuardedResolver.ForbiddenAddress;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Posts each event as a CloudEvent in structured mode, so that the signature covers all of it. */
final class WebhookSink implements EventSink {

    private static final ContentType TYPE = ContentType.create(CloudEvents.MEDIA_TYPE);

    private final URI uri;
    private final WebhookSigner signer;
    private final CloudEvents form;
    private final WebhookCalls calls;
    private final InstantSource clock;

    WebhookSink(URI uri, WebhookSigner signer, CloudEvents form, WebhookCalls calls, InstantSource clock) {
        this.uri = uri;
        this.signer = signer;
        this.form = form;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public Outcome deliver(List<Event> events) {
        for (Event event : events) {
            Outcome outcome = post(event);
            if (!(outcome instanceof Outcome.Delivered)) {
                return outcome;
            }
        }
        return new Outcome.Delivered();
    }

    private Outcome post(Event event) {
        try {
            return calls.send(request(event));
        } catch (ForbiddenAddress e) {
            return failed("the URL's name leads to an address that webhooks may not connect to");
        } catch (UnknownHostException e) {
            return failed("the URL's name was not found");
        } catch (SSLException e) {
            return failed("TLS failed; the certificate must be valid for the URL's name");
        } catch (IOException e) {
            return failed("no answer in time");
        }
    }

    private static Outcome failed(String reason) {
        return new Outcome.Retry(reason, null);
    }

    private HttpPost request(Event event) {
        byte[] body = form.structured(event);
        String id = event.eventId().toString();
        long timestamp = clock.instant().getEpochSecond();
        HttpPost post = new HttpPost(uri);
        post.setEntity(new ByteArrayEntity(body, TYPE));
        post.setHeader("webhook-id", id);
        post.setHeader("webhook-timestamp", Long.toString(timestamp));
        post.setHeader("webhook-signature", signer.sign(id, timestamp, body));
        return post;
    }
}
