package io.keywright.verifier.terminal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * Turns what goes wrong into a line on standard error and an exit code: what was given in words of the command line, never of
 * Java. What nobody foresaw keeps its stack trace.
 */
public record Complaints(Terminal terminal) implements IParameterExceptionHandler, IExecutionExceptionHandler {

    /** Has {@code command}, with all subcommands that it has by now, complain like this. */
    public static void handle(CommandLine command, Terminal terminal) {
        Complaints complaints = new Complaints(terminal);
        command.registerConverter(UUID.class, Complaints::id)
                .registerConverter(Path.class, Complaints::path)
                .registerConverter(URI.class, Complaints::address)
                .registerConverter(Integer.class, text -> (int) number(text, Integer.MIN_VALUE, Integer.MAX_VALUE))
                .registerConverter(int.class, text -> (int) number(text, Integer.MIN_VALUE, Integer.MAX_VALUE))
                .registerConverter(Long.class, text -> number(text, Long.MIN_VALUE, Long.MAX_VALUE))
                .registerConverter(long.class, text -> number(text, Long.MIN_VALUE, Long.MAX_VALUE))
                .setParameterExceptionHandler(complaints)
                .setExecutionExceptionHandler(complaints);
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        terminal.error(String.valueOf(failure.getMessage()));
        terminal.err()
                .println("See: " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.MISUSED.code();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof CommandFailed failed) {
            terminal.error(failed.advice());
            return failed.exitCode();
        }
        throw failure;
    }

    private static UUID id(String text) {
        if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw new TypeConversionException(
                    "'%s' is no id; one is like 0190f5a1-7e1c-7b3a-8d2e-000000000001".formatted(Printable.of(text)));
        }
        return UUID.fromString(text);
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new TypeConversionException(
                    "'%s' is no address like https://kms.example:8443".formatted(Printable.of(text)));
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(Reason.of(e));
        }
    }

    private static long number(String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'%s' is no whole number".formatted(Printable.of(text)));
        }
        throw new TypeConversionException("'%s' is too large a number".formatted(Printable.of(text)));
    }
}
