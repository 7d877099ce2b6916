/** Certificates that authorities of the service issue. */
@NullMarked
package io.keywright.cli.certificates;

import org.jspecify.annotations.NullMarked;
