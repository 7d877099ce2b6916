/** Who the service takes a caller for. */
@NullMarked
package io.keywright.cli.whoami;

import org.jspecify.annotations.NullMarked;
