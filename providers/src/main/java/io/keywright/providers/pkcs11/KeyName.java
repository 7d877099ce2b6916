package io.keywright.providers.pkcs11;

import io.keywright.providers.pkcs11.cryptoki.Attribute;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a key is named: by its label or its id. */
sealed interface KeyName {

    Pattern HEXADECIMAL = Pattern.compile("([0-9A-Fa-f]{2}){1,64}");
    int MOST_LABEL_CHARACTERS = 128;

    record Label(String label) implements KeyName {
        @Override
        public Attribute attribute() {
            return Attribute.of(Attribute.LABEL, label);
        }

        @Override
        public String toString() {
            return "labelled '" + label + "'";
        }
    }

    record Id(String hexadecimal) implements KeyName {
        @Override
        public Attribute attribute() {
            return Attribute.of(Attribute.ID, HexFormat.of().parseHex(hexadecimal));
        }

        @Override
        public String toString() {
            return "with the id " + hexadecimal;
        }
    }

    /** What the token finds it by. */
    Attribute attribute();

    /** A label, or {@code id=} and hexadecimal digits; empty if it is neither. */
    static Optional<KeyName> parse(String text) {
        if (text.startsWith("id=")) {
            String id = text.substring("id=".length());
            return HEXADECIMAL.matcher(id).matches() ? Optional.of(new Id(id)) : Optional.empty();
        }
        boolean label = !text.isBlank()
                && text.length() <= MOST_LABEL_CHARACTERS
                && text.chars().noneMatch(Character::isISOControl);
        return label ? Optional.of(new Label(text)) : Optional.empty();
    }
}
