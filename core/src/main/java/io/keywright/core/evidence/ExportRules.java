package io.keywright.core.evidence;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the operator has settled about exports.
 *
 * @param folder where packages are kept
 * @param keep how long a finished one is kept
 * @param maxBytes how much all of them may take together
 * @param queue how many of one tenant may be under way at once, those that wait included
 */
public record ExportRules(Path folder, Duration keep, long maxBytes, int queue) {}
