package io.keywright.cli.setup;

import java.io.Console;
import java.util.Optional;

/** Whoever sits at the process's own terminal, if it has one. */
final class TerminalPerson implements Person {

    @Override
    public boolean isThere() {
        return console().filter(Console::isTerminal).isPresent();
    }

    @Override
    public Optional<String> answer(String prompt) {
        return console().map(it -> it.readLine("%s", prompt)).map(String::strip);
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console());
    }
}
