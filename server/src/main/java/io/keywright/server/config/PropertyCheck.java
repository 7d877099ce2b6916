package io.keywright.server.config;

import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds each {@code keywright.*} property that is set against {@link KeywrightConfig}: that it is there, and of its type. */
final class PropertyCheck {

    private static final ConfigClass EXPECTED = ConfigClass.configClass(KeywrightConfig.class);
    private static final String CURRENT_FOLDER = ".";
    private static final String REFERENCE = "refers to a property that is not set.";
    /** What the framework puts behind a list's name to name what is in it. */
    private static final String ELEMENTS = "[*]";
    /** What it puts in the place of a map's key. */
    private static final String MEMBERS = ".*";

    private static final Pattern KEY = Pattern.compile("\"[^\"]+\"|[^.\"\\[]+");

    private final SmallRyeConfig config;
    private final Faults faults;
    private final Set<String> names = new TreeSet<>();
    private final Map<String, Property> expected = new TreeMap<>();

    PropertyCheck(SmallRyeConfig config, Faults faults) {
        this.config = config;
        this.faults = faults;
        config.getPropertyNames().forEach(names::add);
        ConfigMappings.getProperties(EXPECTED).forEach(this::expect);
    }

    /** Where the operator names the members of a map, a property is expected of each. */
    private void expect(String name, Property property) {
        int member = name.indexOf(MEMBERS);
        if (member < 0) {
            expected.put(name, property);
            return;
        }
        String prefix = name.substring(0, member + 1);
        for (String set : names) {
            Matcher key = KEY.matcher(set);
            if (set.startsWith(prefix)
                    && key.region(prefix.length(), set.length()).lookingAt()) {
                expect(prefix + key.group() + name.substring(member + MEMBERS.length()), property);
            }
        }
    }

    /** Notes the faults and answers the defaults of the properties that have one. */
    Map<String, String> check() {
        unknown();
        Map<String, String> defaults = new TreeMap<>();
        expected.forEach((name, property) -> {
            if (!property.isGroup() && !property.isMap() && !name.endsWith(ELEMENTS) && !readable(name, property)) {
                defaults.put(name, standard(property));
            }
        });
        return defaults;
    }

    /** Variables of the environment may be meant for others, such as a container's service links. */
    private void unknown() {
        names.stream()
                .filter(name -> name.startsWith(EXPECTED.getPrefix() + ".") && !known(name))
                .filter(name -> !String.valueOf(config.getConfigValue(name).getSourceName())
                        .startsWith(EnvConfigSource.NAME))
                .forEach(name -> faults.add(name, "there is no such property; correct its name, or remove it."));
    }

    /** A list may be given as {@code name[0]}, {@code name[1]}, and so on. */
    private boolean known(String name) {
        return expected.containsKey(name.replaceFirst("\\[\\d+]$", ""));
    }

    private boolean readable(String name, Property property) {
        ValueType type = ValueType.of(property.getMethod().getGenericReturnType());
        try {
            ConfigValue value = config.getConfigValue(name);
            if (value.getValue() == null && value.getRawValue() != null) {
                return noted(false, name, REFERENCE);
            }
            if (value.getValue() == null) {
                return noted(optional(property) || property.hasDefaultValue(), name, "must be set.");
            }
            boolean empty = config.requireConverter(type.type()).convert(value.getValue()) == null;
            return noted(optional(property) || !empty, name, "must not be empty.");
        } catch (NoSuchElementException e) {
            return noted(false, name, REFERENCE);
        } catch (IllegalArgumentException e) {
            return noted(false, name, "must be " + type.form() + ".");
        }
    }

    private boolean noted(boolean good, String name, String advice) {
        faults.unless(good, name, advice);
        return good;
    }

    private static boolean optional(Property property) {
        return property.getMethod().getReturnType() == Optional.class;
    }

    private static String standard(Property property) {
        return property.hasDefaultValue() ? property.getDefaultValue() : optional(property) ? "" : CURRENT_FOLDER;
    }
}
