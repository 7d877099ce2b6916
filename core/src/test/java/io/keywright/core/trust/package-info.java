/** Tests of whom tenants and the platform trust. */
@NullMarked
package io.keywright.core.trust;

import org.jspecify.annotations.NullMarked;
