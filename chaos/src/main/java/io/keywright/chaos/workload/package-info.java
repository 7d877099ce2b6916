/** Callers that use and change keys, and write down what they are answered. */
@NullMarked
package io.keywright.chaos.workload;

import org.jspecify.annotations.NullMarked;
