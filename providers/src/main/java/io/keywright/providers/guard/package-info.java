/** What stands around every call to a root provider: a limit of time, further tries, a circuit breaker and fair shares. */
@NullMarked
package io.keywright.providers.guard;

import org.jspecify.annotations.NullMarked;
