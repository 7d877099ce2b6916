/** What things cost: JMH benchmarks. */
@NullMarked
package io.keywright.bench;

import org.jspecify.annotations.NullMarked;
