/** The server, started in the command's own process. */
@NullMarked
package io.keywright.cli.server;

import org.jspecify.annotations.NullMarked;
