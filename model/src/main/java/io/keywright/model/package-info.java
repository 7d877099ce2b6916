/** The domain as plain data: scope, key, algorithm, policy, caller, receipt and error codes. */
@NullMarked
package io.keywright.model;

import org.jspecify.annotations.NullMarked;
