package io.keywright.cli.setup;

import java.util.Optional;

/** The port to whoever sits at the terminal. */
interface Person {

    /** Whether somebody is there who can be asked. */
    boolean isThere();

    /**
     * What the person types on one line, without spaces around it.
     *
     * @param prompt stands before it
     * @return empty once the input has ended
     */
    Optional<String> answer(String prompt);
}
