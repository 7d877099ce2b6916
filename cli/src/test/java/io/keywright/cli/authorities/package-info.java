@NullMarked
package io.keywright.cli.authorities;

import org.jspecify.annotations.NullMarked;
