package io.keywright.model;

import java.time.Instant;

/**
 * What an agent says of the trust bundle that it has put in place.
 *
 * @param scope whose bundle it is
 * @param plane of the bundle
 * @param subject who the agent calls as
 * @param agent tells those apart who call as the same subject, such as a host's name
 * @param version of the bundle
 */
public record BundleReport(Scope scope, Plane plane, String subject, String agent, long version, Instant at) {}
