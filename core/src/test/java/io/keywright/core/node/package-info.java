@NullMarked
package io.keywright.core.node;

import org.jspecify.annotations.NullMarked;
