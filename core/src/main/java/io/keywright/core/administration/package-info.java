/** What administrators of the platform do for tenants. */
@NullMarked
package io.keywright.core.administration;

import org.jspecify.annotations.NullMarked;
