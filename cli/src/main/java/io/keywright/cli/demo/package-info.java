/** The main job at a glance, against a server of its own. */
@NullMarked
package io.keywright.cli.demo;

import org.jspecify.annotations.NullMarked;
