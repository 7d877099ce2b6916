/** What several nodes on one PostgreSQL are to each other. */
@NullMarked
package io.keywright.bench.cluster;

import org.jspecify.annotations.NullMarked;
