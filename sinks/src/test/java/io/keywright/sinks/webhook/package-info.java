/** Events posted to URLs of tenants' choice. */
@NullMarked
package io.keywright.sinks.webhook;

import org.jspecify.annotations.NullMarked;
