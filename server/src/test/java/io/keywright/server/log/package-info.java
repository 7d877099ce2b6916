/** What the log looks like, whoever chose the words in it. */
@NullMarked
package io.keywright.server.log;

import org.jspecify.annotations.NullMarked;
