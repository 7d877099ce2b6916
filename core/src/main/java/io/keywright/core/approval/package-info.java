/** Two-person approval: asking for it, granting it, and spending it once. */
@NullMarked
package io.keywright.core.approval;

import org.jspecify.annotations.NullMarked;
