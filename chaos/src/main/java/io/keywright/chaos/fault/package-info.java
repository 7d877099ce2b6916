/** What befalls a cluster, and how it is mended. */
@NullMarked
package io.keywright.chaos.fault;

import org.jspecify.annotations.NullMarked;
