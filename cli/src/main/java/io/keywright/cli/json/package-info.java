/** What commands print for programs. */
@NullMarked
package io.keywright.cli.json;

import org.jspecify.annotations.NullMarked;
