/** How fast keys are made and replaced. */
@NullMarked
package io.keywright.bench.rotation;

import org.jspecify.annotations.NullMarked;
