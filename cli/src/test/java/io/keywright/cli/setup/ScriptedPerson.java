package io.keywright.cli.setup;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/** Types these lines, one after the other, and then ends the input. */
final class ScriptedPerson implements Person {

    private final Deque<String> lines;
    private final StringBuilder prompts = new StringBuilder();

    ScriptedPerson(String... lines) {
        this.lines = new ArrayDeque<>(Arrays.asList(lines));
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public Optional<String> answer(String prompt) {
        prompts.append(prompt).append('\n');
        return Optional.ofNullable(lines.poll());
    }

    String prompts() {
        return prompts.toString();
    }
}
