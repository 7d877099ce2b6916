@NullMarked
package io.keywright.core.foreign;

import org.jspecify.annotations.NullMarked;
