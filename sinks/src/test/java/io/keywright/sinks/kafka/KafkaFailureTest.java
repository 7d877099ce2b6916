package io.keywright.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.events.EventSink.Outcome;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** All tenants share a producer; what is wrong with one tenant's topic does not close it. */
class KafkaFailureTest {

    private static TopicAuthorizationException forbidden() {
        return new TopicAuthorizationException(Set.of("keywright.acme"));
    }

    @Test
    void theFaultOfOneTopicOrEventLeavesTheProducerToTheOthers() {
        assertThat(List.of(
                        forbidden(),
                        new InvalidTopicException("a"),
                        new RecordTooLargeException(),
                        new NotLeaderOrFollowerException()))
                .noneMatch(cause -> new KafkaFailure(cause).lasting());
    }

    @Test
    void aFaultOfTheProducerEndsIt() {
        assertThat(List.of(
                        new ProducerFencedException("a"),
                        new SaslAuthenticationException("a"),
                        new KafkaException("closed")))
                .allMatch(cause -> new KafkaFailure(cause).lasting());
    }

    @Test
    void aTopicThatTheServiceMayNotWriteToSaysWhatToDo() {
        assertThat(new KafkaFailure(forbidden()).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Retry.class, retry -> assertThat(retry.reason()).contains("ACL"));
    }
}
