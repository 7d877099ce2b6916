/** The contract of the root provider port, which every provider must pass. */
@NullMarked
package io.keywright.testkit.provider;

import org.jspecify.annotations.NullMarked;
