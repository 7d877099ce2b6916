package io.keywright.cli.setup;

import io.keywright.providers.ProviderGuide;
import io.keywright.providers.Question;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Style;
import io.keywright.verifier.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a person for what options have left open. */
record Interview(Terminal terminal, Person person, Guides guides) {

    private static final int MOST_TRIES = 5;
    private static final Question NAME =
            Question.needed("name", "A name for it, by which configuration and messages call it");

    /** What the person wants. */
    Draft draft(Given given) {
        ProviderGuide guide = guides.of(given.type().orElseGet(this::type));
        explain(guide);
        String name =
                given.name().orElseGet(() -> ask(NAME.suggesting(guide.type())).orElseThrow());
        Map<String, String> settings = given.configured(guide);
        for (Question question : guide.questions()) {
            if (!settings.containsKey(question.property()) && question.isAsked(settings)) {
                ask(question).ifPresent(answer -> settings.put(question.property(), answer));
            }
        }
        return new Draft(guide, name, settings, principal(given, guide), given.ofInstallation() || ofInstallation());
    }

    /** The same again, where what was answered was not right. */
    Draft again(Draft draft) {
        Map<String, String> settings = new LinkedHashMap<>(draft.settings());
        for (Question question : draft.guide().questions()) {
            String before = settings.remove(question.property());
            if (question.isAsked(settings)) {
                ask(before == null ? question : question.suggesting(before))
                        .ifPresent(answer -> settings.put(question.property(), answer));
            }
        }
        return new Draft(draft.guide(), draft.name(), settings, draft.principal(), draft.ofInstallation());
    }

    private String type() {
        terminal.line("A root provider guards the root of each tenant's keys. These can:");
        terminal.line();
        guides.all().forEach(guide -> {
            terminal.line("  " + terminal.styled(Style.BOLD, guide.type()));
            terminal.line("      " + guide.choice());
        });
        terminal.line();
        terminal.line("docs/setup/CHOOSING_A_PROVIDER.md says more.");
        List<String> types = guides.all().stream().map(ProviderGuide::type).toList();
        return ask(Question.choice("provider", "Which of them", types.toArray(String[]::new)))
                .orElseThrow();
    }

    private void explain(ProviderGuide guide) {
        terminal.line();
        terminal.line("%s is explained step by step in %s.".formatted(guide.type(), guide.page()));
    }

    private Optional<String> principal(Given given, ProviderGuide guide) {
        return given.principal()
                .or(() ->
                        guide.principal().flatMap(text -> ask(Question.open("principal", text + ", for the policy"))));
    }

    private boolean ofInstallation() {
        terminal.line();
        return yes("Make it the provider of all tenants that have none of their own?", false);
    }

    /** Whether the person agrees. */
    boolean yes(String question, boolean otherwise) {
        String answer = answer("%s [%s] ".formatted(question, otherwise ? "yes" : "no"));
        return answer.isEmpty() ? otherwise : answer.equalsIgnoreCase("yes") || answer.equalsIgnoreCase("y");
    }

    private Optional<String> ask(Question question) {
        terminal.line();
        terminal.line(question.text() + ".");
        for (int i = 0; i < MOST_TRIES; i++) {
            String typed = answer(prompt(question));
            String answer = typed.isEmpty() ? question.suggestion().orElse("") : typed;
            if (answer.isEmpty() && !question.needed()) {
                return Optional.empty();
            }
            Optional<String> fault =
                    answer.isEmpty() ? Optional.of("It needs an answer.") : Answers.fault(question, answer);
            if (fault.isEmpty()) {
                return Optional.of(Answers.configured(question, answer));
            }
            terminal.bad(fault.get());
        }
        throw CommandFailed.badInput(
                "No answer for %s could be used; nothing was written.".formatted(question.property()));
    }

    private static String prompt(Question question) {
        String choices = question.choices().isEmpty() ? "" : " (" + String.join(", ", question.choices()) + ")";
        String suggestion = question.suggestion().map(it -> " [" + it + "]").orElse("");
        return "  %s%s%s: ".formatted(question.property(), choices, suggestion);
    }

    String answer(String prompt) {
        return person.answer(prompt)
                .orElseThrow(() -> CommandFailed.badInput("The input ended before everything was answered."));
    }
}
