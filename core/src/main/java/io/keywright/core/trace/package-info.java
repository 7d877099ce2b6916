/**
 * How core says what a request waits for, to whoever traces it: a port of two words, a span and the one that this thread works
 * for. Where nobody traces, each is {@link io.keywright.core.trace.Span#NONE}, and costs nothing.
 */
@NullMarked
package io.keywright.core.trace;

import org.jspecify.annotations.NullMarked;
