package io.keywright.cli.manual;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What a command's help says, as plain text and without line breaks. */
record Words(CommandSpec command) {

    private static final String AFTER_A_PAGE = "%n";

    /** What it is for, a sentence. */
    String header() {
        return paragraph(command.usageMessage().header());
    }

    List<String> description() {
        return Arrays.stream(command.usageMessage().description())
                .map(each -> paragraph(each))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    List<String> footer() {
        return Arrays.stream(command.usageMessage().footer())
                .map(each -> paragraph(each))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** Its own before those that it shares with others. */
    List<OptionSpec> options() {
        return command.options().stream()
                .filter(each -> !each.hidden())
                .sorted(Comparator.comparingInt(OptionSpec::order))
                .toList();
    }

    List<PositionalParamSpec> parameters() {
        return command.positionalParameters().stream()
                .filter(each -> !each.hidden())
                .toList();
    }

    List<CommandSpec> subcommands() {
        return command.subcommands().values().stream()
                .map(each -> each.getCommandSpec())
                .filter(each -> !each.usageMessage().hidden())
                .distinct()
                .toList();
    }

    /** Which words to give. */
    String synopsis() {
        String all = help().synopsis(0).replaceAll("\\s+", " ").strip();
        return all.substring(Math.min(all.length(), command.qualifiedName().length()))
                .strip();
    }

    /** The names of {@code option}, and what follows them. */
    String names(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
    }

    String label(PositionalParamSpec parameter) {
        return parameter.required() ? parameter.paramLabel() : "[" + parameter.paramLabel() + "]";
    }

    /** What {@code argument} means, with its default. */
    String meaning(ArgSpec argument) {
        Help help = help();
        Text[][] rows = argument.isOption()
                ? help.createDefaultOptionRenderer()
                        .render((OptionSpec) argument, help.parameterLabelRenderer(), help.colorScheme())
                : help.createDefaultParameterRenderer()
                        .render((PositionalParamSpec) argument, help.parameterLabelRenderer(), help.colorScheme());
        return Arrays.stream(rows)
                .map(row -> row[row.length - 1].plainString())
                .collect(Collectors.joining(" "))
                .strip();
    }

    private Help help() {
        return new Help(command, Help.defaultColorScheme(Ansi.OFF));
    }

    private static String paragraph(String... lines) {
        return Ansi.OFF
                .string(String.join(" ", lines).replace(AFTER_A_PAGE, " "))
                .replaceAll("\\s+", " ")
                .strip();
    }
}
