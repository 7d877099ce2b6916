/** Where events go: shown, made, changed, tried and ended. */
@NullMarked
package io.keywright.cli.subscriptions;

import org.jspecify.annotations.NullMarked;
