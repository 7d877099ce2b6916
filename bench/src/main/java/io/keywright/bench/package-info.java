/** What things cost: JMH benchmarks, and long runs that print figures. */
@NullMarked
package io.keywright.bench;

import org.jspecify.annotations.NullMarked;
