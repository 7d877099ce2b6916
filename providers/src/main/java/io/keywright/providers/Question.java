package io.keywright.providers;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody who sets a provider up is asked, and which property the answer becomes.
 *
 * @param property its name behind {@code keywright.providers.NAME.}
 * @param text what it is, with an example where its form is not plain
 * @param suggestion what stands if nothing is answered
 * @param needed whether there must be an answer
 * @param file whether the answer is the path of a file
 * @param choices all answers that there are; empty if they cannot be listed
 * @param condition which earlier answer it depends on
 */
public record Question(
        String property,
        String text,
        Optional<String> suggestion,
        boolean needed,
        boolean file,
        List<String> choices,
        Optional<Condition> condition) {

    /** Asked only where {@code property} was answered so. */
    public record Condition(String property, String answer) {}

    public Question {
        choices = List.copyOf(choices);
    }

    /** One that must be answered. */
    public static Question needed(String property, String text) {
        return new Question(property, text, Optional.empty(), true, false, List.of(), Optional.empty());
    }

    /** One that may be left open. */
    public static Question open(String property, String text) {
        return new Question(property, text, Optional.empty(), false, false, List.of(), Optional.empty());
    }

    /** One with these answers, of which the first stands if nothing is answered. */
    public static Question choice(String property, String text, String... choices) {
        return new Question(property, text, Optional.of(choices[0]), true, false, List.of(choices), Optional.empty());
    }

    /** The same with an answer that stands if none is given. */
    public Question suggesting(String answer) {
        return new Question(property, text, Optional.of(answer), needed, file, choices, condition);
    }

    /** The same, asked only where an earlier one was answered so. */
    public Question where(String earlier, String answer) {
        return new Question(
                property, text, suggestion, needed, file, choices, Optional.of(new Condition(earlier, answer)));
    }

    /** The same, answered by the path of a file. */
    public Question asFile() {
        return new Question(property, text, suggestion, needed, true, choices, condition);
    }

    /** Whether it is asked, after these answers by property. */
    public boolean isAsked(Map<String, String> answers) {
        return condition
                .map(it -> it.answer().equals(answers.get(it.property())))
                .orElse(true);
    }
}
