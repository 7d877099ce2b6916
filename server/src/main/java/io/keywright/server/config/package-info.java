/** What an operator can set, checked all at once when the service starts. */
@NullMarked
package io.keywright.server.config;

import org.jspecify.annotations.NullMarked;
