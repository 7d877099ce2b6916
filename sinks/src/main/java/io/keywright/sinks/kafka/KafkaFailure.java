package io.keywright.sinks.kafka;

import io.keywright.core.events.EventSink.Outcome;
import io.keywright.model.DeliveryFault;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** What a failure of the Kafka client means. Says nothing that the cluster said. */
record KafkaFailure(Throwable cause) {

    /** What to do with the events, and what to tell the tenant's key admins. */
    Outcome outcome() {
        String name = cause.getClass().getSimpleName();
        return cause instanceof InvalidTopicException || cause instanceof RecordTooLargeException
                ? new Outcome.Refused("Kafka refused it: " + name)
                : new Outcome.Retry(reason(name), null);
    }

    /** The same, in a word. */
    DeliveryFault fault() {
        return switch (cause) {
            case SslAuthenticationException untrusted -> DeliveryFault.TLS;
            case AuthenticationException refused -> DeliveryFault.FORBIDDEN;
            case AuthorizationException forbidden -> DeliveryFault.FORBIDDEN;
            case org.apache.kafka.common.errors.TimeoutException late -> DeliveryFault.TIMEOUT;
            case java.util.concurrent.TimeoutException late -> DeliveryFault.TIMEOUT;
            default -> DeliveryFault.BROKEN;
        };
    }

    private String reason(String name) {
        return switch (cause) {
            case SaslAuthenticationException refused ->
                "Kafka refused the service's user name or password; the operator must set"
                        + " keywright.events.kafka.username and password right";
            case SslAuthenticationException untrusted ->
                "TLS with Kafka failed: a certificate is not trusted; the operator must set"
                        + " keywright.events.kafka.ca right, and client-pem if the brokers want one";
            case TopicAuthorizationException forbidden ->
                "the service may not write to this topic; the operator must let it, by an ACL of the cluster";
            default -> "Kafka did not take it: " + name;
        };
    }

    /** Whether the producer that failed may be of no use any more, to anybody: not if one topic or one event is at fault. */
    boolean lasting() {
        return switch (cause) {
            case RetriableException passing -> false;
            case TopicAuthorizationException topic -> false;
            case InvalidTopicException topic -> false;
            case RecordTooLargeException event -> false;
            case InvalidRecordException event -> false;
            case PolicyViolationException event -> false;
            default -> true;
        };
    }
}
