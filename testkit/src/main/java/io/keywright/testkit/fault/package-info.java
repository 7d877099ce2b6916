/** Real adapters that fail when they are told to. */
@NullMarked
package io.keywright.testkit.fault;

import org.jspecify.annotations.NullMarked;
