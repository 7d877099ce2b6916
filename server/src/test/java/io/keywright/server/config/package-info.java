/** Configuration, tested without a server. */
@NullMarked
package io.keywright.server.config;

import org.jspecify.annotations.NullMarked;
