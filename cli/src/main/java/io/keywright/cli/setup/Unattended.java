package io.keywright.cli.setup;

import io.keywright.providers.ProviderGuide;
import io.keywright.providers.Question;
import io.keywright.verifier.terminal.CommandFailed;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes a draft where nobody can be asked: of what options say, and of nothing else. */
record Unattended(Guides guides) {

    /** @throws CommandFailed naming every option that is missing */
    Draft draft(Given given) {
        String type = given.type()
                .orElseThrow(() -> CommandFailed.badInput(
                        "Nobody can be asked here. Missing: --provider, one of: %s.".formatted(guides.types())));
        ProviderGuide guide = guides.of(type);
        Map<String, String> settings = given.configured(guide);
        requireAll(guide, settings);
        return new Draft(guide, given.name().orElse(type), settings, given.principal(), given.ofInstallation());
    }

    private static void requireAll(ProviderGuide guide, Map<String, String> settings) {
        List<Question> missing = guide.questions().stream()
                .filter(question -> question.needed() && question.isAsked(settings))
                .filter(question -> !settings.containsKey(question.property()))
                .toList();
        if (!missing.isEmpty()) {
            throw CommandFailed.badInput("Nobody can be asked here. Missing:\n"
                    + missing.stream().map(Unattended::option).collect(Collectors.joining("\n")));
        }
    }

    private static String option(Question question) {
        String value = question.choices().isEmpty() ? "…" : String.join("|", question.choices());
        return "  --set %s=%s  %s".formatted(question.property(), value, question.text());
    }
}
