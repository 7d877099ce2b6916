/** What is not as the rules want it. */
@NullMarked
package io.keywright.cli.compliance;

import org.jspecify.annotations.NullMarked;
