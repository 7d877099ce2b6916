@NullMarked
package io.keywright.cli.trust;

import org.jspecify.annotations.NullMarked;
