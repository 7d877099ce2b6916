package io.keywright.cli.setup;

import io.keywright.providers.Question;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What may be an answer, and what becomes of it in the configuration. */
final class Answers {

    /** They hold secrets themselves; the properties of files with secrets are for that. */
    private static final Set<String> SECRET = Set.of("passphrase");

    private Answers() {}

    /** What is wrong with it, as a sentence that never repeats it: somebody may have pasted a secret. */
    static Optional<String> fault(Question question, String answer) {
        if (!question.choices().isEmpty() && !question.choices().contains(answer)) {
            return Optional.of(
                    "%s must be one of: %s.".formatted(question.property(), String.join(", ", question.choices())));
        }
        if (question.file() && !isFile(answer)) {
            return Optional.of(
                    "%s must be the path of a file that is there; what belongs into the file itself never goes"
                                    .formatted(question.property())
                            + " into the configuration.");
        }
        return plainFault(question.property(), answer);
    }

    /** The same of a property that is not asked for. */
    static Optional<String> plainFault(String property, String answer) {
        if (SECRET.contains(property)) {
            return Optional.of(
                    "%1$s is a secret, which does not belong into the configuration: put it into a file, and set"
                                    .formatted(property)
                            + " %s-file.".formatted(property));
        }
        boolean plain = !answer.isBlank()
                && answer.equals(answer.strip())
                && answer.chars().noneMatch(Character::isISOControl)
                && !answer.contains("${");
        return plain
                ? Optional.empty()
                : Optional.of("%s must be one line without ${ and without spaces around it.".formatted(property));
    }

    /** As it stands in the configuration: services run in other folders than whoever sets them up. */
    static String configured(Question question, String answer) {
        return question.file() ? Path.of(answer).toAbsolutePath().normalize().toString() : answer;
    }

    private static boolean isFile(String answer) {
        try {
            return Files.exists(Path.of(answer));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
