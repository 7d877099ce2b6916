package io.keywright.cli.manual;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What fish sources to complete the command: its subcommands where one is due, and its options. */
final class FishCompletion {

    /** Whether the words before the cursor, options aside, are a command's and nothing else, or begin with them. */
    private static final String FUNCTIONS = """
            function __keywright_words
                set -l words
                for word in (commandline -opc)[2..]
                    string match -q -- '-*' $word; or set -a words $word
                end
                echo "$words"
            end
            function __keywright_at
                test "$(__keywright_words)" = "$argv"
            end
            function __keywright_in
                string match -q -- "$argv *" "$(__keywright_words) "
            end
            """;

    private final StringBuilder script = new StringBuilder(FUNCTIONS);

    private FishCompletion() {}

    /** The script. */
    static String of(CommandSpec root) {
        FishCompletion completion = new FishCompletion();
        completion.subcommands(root, "");
        return completion.script.toString();
    }

    private void subcommands(CommandSpec command, String path) {
        for (CommandSpec each : new Words(command).subcommands()) {
            line("-n '__keywright_at%s' -f -a %s -d %s".formatted(path, each.name(), quoted(new Words(each).header())));
            subcommands(each, path + " " + each.name());
        }
        if (command.subcommands().isEmpty()) {
            new Words(command).options().forEach(option -> option(command, option, path));
        }
    }

    private void option(CommandSpec command, OptionSpec option, String path) {
        String names = Arrays.stream(option.names())
                .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                .collect(Collectors.joining(" "));
        line("-n '__keywright_in%s' %s%s -d %s"
                .formatted(path, names, value(option), quoted(new Words(command).meaning(option))));
    }

    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        Iterable<String> candidates = option.completionCandidates();
        return candidates == null ? " -r" : " -x -a " + quoted(String.join(" ", candidates));
    }

    private void line(String rest) {
        script.append("complete -c keywright ").append(rest).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
