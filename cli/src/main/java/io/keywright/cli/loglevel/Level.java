package io.keywright.cli.loglevel;

/** How much it tells, as it is typed. */
enum Level {
    error,
    warn,
    info,
    debug
}
