/** Requests as clients send them, and how long they take. */
@NullMarked
package io.keywright.bench.traffic;

import org.jspecify.annotations.NullMarked;
