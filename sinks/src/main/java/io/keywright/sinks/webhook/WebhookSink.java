package io.keywright.sinks.webhook;

import io.keywright.core.events.CloudEvents;
import io.keywright.core.events.EventSink;
import io.keywright.egress.Egress;
import io.keywright.egress.EgressException;
import io.keywright.egress.Reply;
import io.keywright.egress.Request;
import io.keywright.egress.Target;
import io.keywright.model.DeliveryFault;
import io.keywright.model.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    @Override
    public Trial trial(Event event) throws InterruptedException {
        try {
            int status = egress.send(request(event)).status();
            return new Trial(
                    Optional.of(status), accepted(status) ? Optional.empty() : Optional.of(DeliveryFault.STATUS));
        } catch (EgressException e) {
            return new Trial(Optional.empty(), Optional.of(fault(e.reason())));
        }
    }

    private static boolean accepted(int status) {
        return status >= OK && status < REDIRECTION;
    }

    private static DeliveryFault fault(EgressException.Reason reason) {
        return switch (reason) {
            case NO_ADDRESS -> DeliveryFault.NO_ADDRESS;
            case UNREACHABLE -> DeliveryFault.UNREACHABLE;
            case TLS -> DeliveryFault.TLS;
            case TIMEOUT -> DeliveryFault.TIMEOUT;
            case TOO_LONG -> DeliveryFault.TOO_LONG;
            case BROKEN -> DeliveryFault.BROKEN;
        };
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
        Instant now = clock.instant();
        Map<String, String> headers = Map.of(
                "Content-Type",
                CloudEvents.MEDIA_TYPE,
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(now.getEpochSecond()),
                "webhook-signature",
                signer.sign(id, now, body));
        return Request.post(target, headers, body);
    }

    private static Outcome outcome(Reply reply) {
        if (accepted(reply.status())) {
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
