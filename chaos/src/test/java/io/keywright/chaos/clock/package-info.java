@NullMarked
package io.keywright.chaos.clock;

import org.jspecify.annotations.NullMarked;
