/** The frame around every call: what each needs before and after its use case, whoever translates it. */
@NullMarked
package io.keywright.core.call;

import org.jspecify.annotations.NullMarked;
