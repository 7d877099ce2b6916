/** Who may use a key, for what and how often: shown and changed. */
@NullMarked
package io.keywright.cli.policy;

import org.jspecify.annotations.NullMarked;
