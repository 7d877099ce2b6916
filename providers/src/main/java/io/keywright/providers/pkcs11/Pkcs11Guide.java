package io.keywright.providers.pkcs11;

import io.keywright.providers.ProviderGuide;
import io.keywright.providers.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Setting up a token. */
public final class Pkcs11Guide implements ProviderGuide {

    private static final String SOFT_HSM = "softhsm";

    @Override
    public String type() {
        return "pkcs11";
    }

    @Override
    public String choice() {
        return "A hardware security module (HSM) of yours, or SoftHSM to try it. The key never leaves the hardware. Take it if it"
                + " must be yours, and have two, or a backup.";
    }

    @Override
    public String page() {
        return "docs/setup/PKCS11_SETUP.md";
    }

    @Override
    public List<Question> questions() {
        return List.of(
                Question.needed("library", "The PKCS#11 library of the token's maker")
                        .asFile()
                        .suggesting("/usr/lib/softhsm/libsofthsm2.so"),
                Question.needed("token", "The token's label, or serial= and its number")
                        .suggesting("keywright"),
                Question.needed("pin-file", "The file with the user's PIN, one line, which only the service may read")
                        .asFile(),
                Question.needed("key", "The label of the AES key in the token").suggesting("keywright-root"));
    }

    @Override
    public List<Step> steps(Map<String, String> settings, Optional<String> principal) {
        String library = settings.getOrDefault("library", "");
        String token = settings.getOrDefault("token", "keywright");
        Stream<Pkcs11Steps.Step> first =
                library.contains(SOFT_HSM) ? Stream.of(Pkcs11Steps.softHsmToken(token)) : Stream.empty();
        Stream<Step> steps = Stream.concat(
                        first, Pkcs11Steps.ofAnyToken(token, settings.getOrDefault("key", "keywright-root")).stream())
                .map(step -> new Step(step.purpose(), step.command()));
        return Stream.concat(
                        Stream.of(new Step("Say which library it is, for the commands below.", "MODULE=" + library)),
                        steps)
                .toList();
    }
}
