/** How fast keys are made, replaced and listed. */
@NullMarked
package io.keywright.bench.keys;

import org.jspecify.annotations.NullMarked;
