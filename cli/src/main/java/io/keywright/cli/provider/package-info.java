/** The root providers of a service, and what to do where they do not serve. */
@NullMarked
package io.keywright.cli.provider;

import org.jspecify.annotations.NullMarked;
