package io.keywright.cli.tenants;

import io.keywright.verifier.terminal.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What a root is to be wrapped with, as an option says it: {@code provider=NAME,key=…,role=…,external-id=…,preference=N}. A comma
 * separates only in front of one of these names, so that a key's name may have one.
 *
 * @param members as the service takes them
 */
record Wrapping(Map<String, Object> members) {

    private static final String PROVIDER = "provider";
    private static final String PREFERENCE = "preference";
    private static final List<String> NAMES = List.of(PROVIDER, "key", "role", "external-id", PREFERENCE);
    private static final Pattern SEPARATOR = Pattern.compile(",(?=(?:" + String.join("|", NAMES) + ")=)");

    /** Reads the option. */
    static final class Reader implements ITypeConverter<Wrapping> {

        @Override
        public Wrapping convert(String text) {
            Map<String, Object> members = new LinkedHashMap<>();
            for (String part : SEPARATOR.split(text, -1)) {
                add(members, part);
            }
            if (!members.containsKey(PROVIDER)) {
                throw refused("must name a provider, as in provider=aws; keywright provider list shows them");
            }
            return new Wrapping(members);
        }

        private static void add(Map<String, Object> members, String part) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (!NAMES.contains(name) || equals == part.length() - 1 || equals < 0) {
                throw refused("cannot be read at '%s'; it takes %s=…".formatted(part, String.join("=…, ", NAMES)));
            }
            String value = part.substring(equals + 1);
            Object member = name.equals(PREFERENCE) ? preference(value) : value;
            if (members.putIfAbsent(name.replace('-', '_'), member) != null) {
                throw refused("says %s twice".formatted(name));
            }
        }

        private static int preference(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw refused("has the preference '%s', which is no whole number".formatted(text));
            }
        }

        private static TypeConversionException refused(String why) {
            return new TypeConversionException(Printable.of("it " + why));
        }
    }
}
