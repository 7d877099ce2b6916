package io.keywright.model;

import java.util.UUID;
import java.util.regex.Pattern;

/** How a request names a key: by its id, or by an alias that resolves to the alias's active key. */
public sealed interface KeyReference {

    /** What an alias is written with wherever a {@code key_id} is taken. */
    String ALIAS_PREFIX = "alias/";

    /** What a part of a path can carry: {@code .} and {@code ..} are steps in it (RFC 3986, section 5.2.4). */
    Pattern ALIAS = Pattern.compile("(?!\\.\\.?\\z)[A-Za-z0-9._:-]{1,128}");

    record ById(UUID keyId) implements KeyReference {
        @Override
        public String toString() {
            return keyId.toString();
        }
    }

    record ByAlias(String alias) implements KeyReference {
        public ByAlias {
            if (!ALIAS.matcher(alias).matches()) {
                throw new IllegalArgumentException(
                        "an alias must be 1 to 128 characters of A-Z a-z 0-9 . _ : - and not only one or two dots");
            }
        }

        @Override
        public String toString() {
            return ALIAS_PREFIX + alias;
        }
    }

    /**
     * Reads a UUID in lower-case canonical form, or {@code alias/NAME}.
     *
     * @throws IllegalArgumentException if {@code text} is neither
     */
    static KeyReference parse(String text) {
        if (text.startsWith(ALIAS_PREFIX)) {
            return new ByAlias(text.substring(ALIAS_PREFIX.length()));
        }
        return CanonicalUuid.find(text)
                .map(ById::new)
                .orElseThrow(() -> new IllegalArgumentException("must be a lower-case UUID or alias/NAME"));
    }
}
