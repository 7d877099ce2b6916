package io.keywright.providers.pkcs11;

import io.keywright.providers.pkcs11.cryptoki.TokenInfo;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the operator names a token. */
sealed interface TokenChoice {

    Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    int MOST_LABEL_CHARACTERS = 32;
    int MOST_SERIAL_CHARACTERS = 16;

    record ByLabel(String label) implements TokenChoice {
        @Override
        public boolean fits(TokenInfo token) {
            return token.label().equals(label);
        }

        @Override
        public String toString() {
            return "labelled '" + label + "'";
        }
    }

    record BySerial(String serial) implements TokenChoice {
        @Override
        public boolean fits(TokenInfo token) {
            return token.serial().equals(serial);
        }

        @Override
        public String toString() {
            return "with the serial number " + serial;
        }
    }

    record BySlot(long slot) implements TokenChoice {
        @Override
        public boolean fits(TokenInfo token) {
            return token.slot() == slot;
        }

        @Override
        public String toString() {
            return "in slot " + slot;
        }
    }

    boolean fits(TokenInfo token);

    /** A label, {@code serial=…} or {@code slot=…}; empty if it is none of them. */
    static Optional<TokenChoice> parse(String text) {
        if (text.startsWith("slot=")) {
            String slot = text.substring("slot=".length());
            return NUMBER.matcher(slot).matches() ? Optional.of(new BySlot(Long.parseLong(slot))) : Optional.empty();
        }
        if (text.startsWith("serial=")) {
            String serial = text.substring("serial=".length());
            return isName(serial, MOST_SERIAL_CHARACTERS) ? Optional.of(new BySerial(serial)) : Optional.empty();
        }
        return isName(text, MOST_LABEL_CHARACTERS) ? Optional.of(new ByLabel(text)) : Optional.empty();
    }

    private static boolean isName(String text, int most) {
        return !text.isBlank() && text.length() <= most && text.chars().noneMatch(Character::isISOControl);
    }
}
