package io.keywright.providers.pkcs11;

import io.keywright.providers.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the operator says of a token, under {@code keywright.providers.NAME}.
 *
 * @param library {@code .library}: the token's PKCS#11 library
 * @param token {@code .token}: the token's label, or {@code serial=…} or {@code slot=…}
 * @param pinFile {@code .pin-file}: a file that holds the user's PIN, and that only its owner may read
 * @param key {@code .key}: the label of the key, or {@code id=…} in hexadecimal digits
 * @param threads {@code .threads}: how many calls the token serves at once, {@value #DEFAULT_THREADS} by default
 */
public record Pkcs11Settings(
        Optional<Path> library, Optional<String> token, Optional<Path> pinFile, Optional<String> key, int threads) {

    public static final int DEFAULT_THREADS = 4;

    private static final int MOST_THREADS = 64;

    /** Everything that is wrong, by the property that has it. */
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        requireFile(faults, "library", library, "the path of the token's PKCS#11 library");
        requireFile(faults, "pin-file", pinFile, "the path of a file that holds the user's PIN");
        check(
                faults,
                "token",
                token.isPresent() && TokenChoice.parse(token.get()).isEmpty(),
                "must be a label of up to 32 characters, serial= and the serial number, or slot= and a number.");
        require(faults, "token", token, "the token's label");
        check(
                faults,
                "key",
                key.isPresent() && KeyName.parse(key.get()).isEmpty(),
                "must be a label, or id= and hexadecimal digits.");
        require(faults, "key", key, "the label of an AES-256 key");
        check(faults, "threads", threads < 1 || threads > MOST_THREADS, "must be between 1 and " + MOST_THREADS + ".");
        return List.copyOf(faults);
    }

    /** The full name of a setting. */
    static String property(String name, String setting) {
        return "keywright.providers." + name + "." + setting;
    }

    private static void requireFile(List<Fault> faults, String property, Optional<Path> file, String what) {
        require(faults, property, file, what);
        check(
                faults,
                property,
                file.isPresent() && !Files.isReadable(file.get()),
                "names " + file.map(Path::toString).orElse("nothing") + ", which is no file that can be read.");
    }

    private static void require(List<Fault> faults, String property, Optional<?> value, String what) {
        check(faults, property, value.isEmpty(), "is missing: set it to " + what + ".");
    }

    private static void check(List<Fault> faults, String property, boolean faulty, String advice) {
        if (faulty) {
            faults.add(new Fault(property, advice));
        }
    }
}
