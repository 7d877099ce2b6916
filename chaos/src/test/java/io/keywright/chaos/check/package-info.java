@NullMarked
package io.keywright.chaos.check;

import org.jspecify.annotations.NullMarked;
