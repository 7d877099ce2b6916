/** PostgreSQL: a server of the operator's, for one node at a time. */
@NullMarked
package io.keywright.store.postgresql;

import org.jspecify.annotations.NullMarked;
