/** What an operator sees from outside: metrics, rules, alerts and dashboards, which must fit together. */
@NullMarked
package io.keywright.server.alerts;

import org.jspecify.annotations.NullMarked;
