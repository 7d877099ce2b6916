/** {@code keywright import}: what brings keys from elsewhere to a service. */
@NullMarked
package io.keywright.cli.imports;

import org.jspecify.annotations.NullMarked;
