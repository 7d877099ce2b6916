/** What operators are told of the installation. */
@NullMarked
package io.keywright.server.rest.administration;

import org.jspecify.annotations.NullMarked;
