package io.keywright.cli.setup;

import io.keywright.providers.ProviderGuide;
import io.keywright.providers.Question;
import io.keywright.verifier.terminal.CommandFailed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What options have said of the provider.
 *
 * @param settings by property
 * @param ofInstallation whether it is to be the provider of all tenants that have none of their own
 */
record Given(
        Optional<String> type,
        Optional<String> name,
        Map<String, String> settings,
        Optional<String> principal,
        boolean ofInstallation) {

    /**
     * The settings as they will be configured.
     *
     * @throws CommandFailed naming every one that can be none
     */
    Map<String, String> configured(ProviderGuide guide) {
        Map<String, String> configured = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        settings.forEach((property, value) -> {
            Optional<Question> question = guide.questions().stream()
                    .filter(it -> it.property().equals(property))
                    .findFirst();
            Optional<String> fault =
                    question.isPresent() ? Answers.fault(question.get(), value) : Answers.plainFault(property, value);
            fault.ifPresentOrElse(
                    faults::add,
                    () -> configured.put(
                            property,
                            question.map(it -> Answers.configured(it, value)).orElse(value)));
        });
        if (!faults.isEmpty()) {
            throw CommandFailed.badInput("--set " + String.join("\n  --set ", faults));
        }
        return configured;
    }
}
