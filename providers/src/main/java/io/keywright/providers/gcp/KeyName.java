package io.keywright.providers.gcp;

import java.util.Optional;
import java.util.regex.Pattern;

/** The full name of a key in Cloud KMS. Of the key, not of one of its versions, so that it can rotate. */
record KeyName(String text) {

    static final String SHAPE = "projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY";

    private static final Pattern NAME = Pattern.compile(
            "projects/[a-z][a-z0-9.:-]{1,98}/locations/[a-z][a-z0-9-]{0,62}/keyRings/[A-Za-z0-9_-]{1,63}/cryptoKeys/[A-Za-z0-9_-]{1,63}");
    private static final Pattern VERSION = Pattern.compile("/cryptoKeyVersions/[1-9][0-9]{0,9}");

    /** Empty if {@code text} is none. */
    static Optional<KeyName> parse(String text) {
        return NAME.matcher(text).matches() ? Optional.of(new KeyName(text)) : Optional.empty();
    }

    /** The number in the name of one of this key's versions; empty if {@code name} is none. */
    Optional<String> version(String name) {
        return name.startsWith(text)
                        && VERSION.matcher(name.substring(text.length())).matches()
                ? Optional.of(name.substring(name.lastIndexOf('/') + 1))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
