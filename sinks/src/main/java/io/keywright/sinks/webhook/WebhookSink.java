package io.keywright.sinks.webhook;

import io.keywright.core.events.CloudEvents;
import io.keywright.core.events.EventSink;
import io.keywright.egress.Egress;
import io.keywright.egress.EgressException;
import io.keywright.egress.Reply;
import io.keywright.egress.Request;
import io.keywright.egress.Target;
import io.keywright.model.Event;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Posts each event as a CloudEvent in structured mode, so that the signature covers all of it. */
final class WebhookSink implements EventSink {

    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int GONE = 410;

    private final Target target;
    private final WebhookSigner signer;
    private final CloudEvents form;
    private final Egress egress;
    private final InstantSource clock;

    /** @param egress for this target alone, which may do to it whatever it likes */
    WebhookSink(Target target, WebhookSigner signer, CloudEvents form, Egress egress, InstantSource clock) {
        this.target = target;
        this.signer = signer;
        this.form = form;
        this.egress = egress;
        this.clock = clock;
    }

    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public Outcome deliver(List<Event> events) throws InterruptedException {
        for (Event event : events) {
            Outcome outcome = post(event);
            if (!(outcome instanceof Outcome.Delivered)) {
                return outcome;
            }
        }
        return new Outcome.Delivered();
    }

    private Outcome post(Event event) throws InterruptedException {
        try {
            return outcome(egress.send(request(event)));
        } catch (EgressException e) {
            return new Outcome.Retry(reason(e.reason()), null);
        }
    }

    private Request request(Event event) {
        byte[] body = form.structured(event);
        String id = event.eventId().toString();
        long timestamp = clock.instant().getEpochSecond();
        Map<String, String> headers = Map.of(
                "Content-Type",
                CloudEvents.MEDIA_TYPE,
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(timestamp),
                "webhook-signature",
                signer.sign(id, timestamp, body));
        return Request.post(target, headers, body);
    }

    private static Outcome outcome(Reply reply) {
        if (reply.status() >= OK && reply.status() < REDIRECTION) {
            return new Outcome.Delivered();
        }
        if (reply.status() == GONE) {
            return new Outcome.Refused("the target answered 410: it wants no more events");
        }
        return new Outcome.Retry(
                "the target answered " + reply.status(),
                RetryAfter.parse(reply.header("Retry-After").orElse("")));
    }

    private static String reason(EgressException.Reason reason) {
        return switch (reason) {
            case NO_ADDRESS -> "the URL's name leads to no address that webhooks may connect to";
            case UNREACHABLE -> "nothing takes connections at the URL's address and port";
            case TLS -> "TLS failed; the certificate must be valid for the URL's name";
            case TIMEOUT -> "no answer in time";
            case TOO_LONG -> "the head of the answer is too long";
            case BROKEN -> "the connection broke, or the answer is not HTTP";
        };
    }

    @Override
    public void close() {
        egress.close();
        signer.close();
    }
}
