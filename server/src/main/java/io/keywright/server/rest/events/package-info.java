/** Events over HTTP: streams of them, and subscriptions to them. */
@NullMarked
package io.keywright.server.rest.events;

import org.jspecify.annotations.NullMarked;
