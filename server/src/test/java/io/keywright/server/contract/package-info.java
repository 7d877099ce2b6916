/** What clients can rely on, topic by topic, held against the packaged server over HTTPS with client certificates. */
@NullMarked
package io.keywright.server.contract;

import org.jspecify.annotations.NullMarked;
