/** Kafka, against a real broker. */
@NullMarked
package io.keywright.sinks.kafka;

import org.jspecify.annotations.NullMarked;
