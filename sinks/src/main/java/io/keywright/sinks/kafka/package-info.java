/** Events sent to topics of the operator's Kafka cluster. */
@NullMarked
package io.keywright.sinks.kafka;

import org.jspecify.annotations.NullMarked;
