package io.keywright.cli.manual;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/** A command's page for {@code man}, section 1, as groff and mandoc read it (man(7)). */
final class ManPage {

    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]");

    private final CommandSpec command;
    private final Words words;
    private final StringBuilder page = new StringBuilder();

    private ManPage(CommandSpec command) {
        this.command = command;
        this.words = new Words(command);
    }

    /** The page's file, as {@code man} looks for it. */
    static String file(CommandSpec command) {
        return name(command) + ".1";
    }

    /** The page. */
    static String of(CommandSpec command) {
        ManPage page = new ManPage(command);
        page.write();
        return page.page.toString();
    }

    private static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    private void write() {
        page.append(".TH %s 1 \"\" Keywright \"Keywright Manual\"\n"
                .formatted(name(command).toUpperCase(Locale.ROOT)));
        section("NAME");
        line("%s \\- %s"
                .formatted(escaped(name(command)), escaped(words.header().replaceAll("\\.$", ""))));
        section("SYNOPSIS");
        line(".B " + escaped(command.qualifiedName()));
        line(escaped(words.synopsis()));
        paragraphs("DESCRIPTION", words.description());
        parameters();
        options();
        subcommands();
        paragraphs("EXIT STATUS", words.footer());
        seeAlso();
    }

    private void parameters() {
        if (!words.parameters().isEmpty()) {
            section("PARAMETERS");
            words.parameters().forEach(each -> item(words.label(each), words.meaning(each)));
        }
    }

    private void options() {
        if (!words.options().isEmpty()) {
            section("OPTIONS");
            words.options().forEach(each -> item(words.names(each), words.meaning(each)));
        }
    }

    private void subcommands() {
        if (!words.subcommands().isEmpty()) {
            section("COMMANDS");
            words.subcommands().forEach(each -> item(each.name(), new Words(each).header()));
        }
    }

    private void seeAlso() {
        CommandSpec parent = command.parent();
        if (parent != null) {
            section("SEE ALSO");
            line(".BR %s (1)".formatted(escaped(name(parent))));
        }
    }

    private void paragraphs(String title, List<String> paragraphs) {
        if (!paragraphs.isEmpty()) {
            section(title);
            for (String paragraph : paragraphs) {
                line(".PP");
                line(escaped(paragraph));
            }
        }
    }

    private void section(String title) {
        line(".SH " + title);
    }

    private void item(String what, String meaning) {
        line(".TP");
        line(".B " + escaped(what));
        line(escaped(meaning));
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    /** As itself: roff has a meaning for backslashes, hyphens, and a dot or an apostrophe that begins a line; and reads ASCII. */
    private static String escaped(String text) {
        String escaped = NOT_ASCII
                .matcher(text.replace("\\", "\\e").replace("-", "\\-"))
                .replaceAll(each -> "\\\\[u%04X]".formatted(each.group().codePointAt(0)));
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
