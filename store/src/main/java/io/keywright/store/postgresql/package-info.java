/** PostgreSQL: a server of the operator's, for any number of nodes. */
@NullMarked
package io.keywright.store.postgresql;

import org.jspecify.annotations.NullMarked;
