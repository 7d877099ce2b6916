/** What core relies on in every sink of events, and a broker to test with. */
@NullMarked
package io.keywright.testkit.events;

import org.jspecify.annotations.NullMarked;
