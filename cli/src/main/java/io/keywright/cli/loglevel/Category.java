package io.keywright.cli.loglevel;

/** A part of the log, as it is typed. */
enum Category {
    all,
    requests,
    identity,
    background,
    health
}
