/** What a service's node holds of roots and keys. */
@NullMarked
package io.keywright.cli.cache;

import org.jspecify.annotations.NullMarked;
