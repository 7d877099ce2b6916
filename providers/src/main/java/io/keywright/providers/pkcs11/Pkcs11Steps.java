package io.keywright.providers.pkcs11;

import java.util.List;

/**
 * What somebody does at a token before Keywright can use it, with the commands for SoftHSM and for any token that
 * {@code pkcs11-tool} of OpenSC can talk to. The wizard prints these steps, and the page in docs leads through them.
 */
public final class Pkcs11Steps {

    /**
     * One step.
     *
     * @param purpose what it is good for, in one sentence
     * @param command for a POSIX shell, with {@code $MODULE} for the token's library, and the PINs in the files
     *     {@code officer-pin} and {@code pin}
     */
    public record Step(String purpose, String command) {}

    private Pkcs11Steps() {}

    /** Making a token of SoftHSM; with an HSM, its maker's tools do this. */
    public static Step softHsmToken(String token) {
        return new Step(
                "Make a token with a PIN for its security officer and one for its user.",
                "softhsm2-util --init-token --free --label " + token
                        + " --so-pin \"$(cat officer-pin)\" --pin \"$(cat pin)\"");
    }

    /** What any token needs, in this order. */
    public static List<Step> ofAnyToken(String token, String key) {
        String tool = "pkcs11-tool --module $MODULE --token-label " + token;
        return List.of(
                new Step(
                        "See that the token can wrap: it must name AES-GCM.",
                        tool + " --list-mechanisms | grep AES-GCM"),
                new Step(
                        "Make the key, which never leaves the token.",
                        "PIN=$(cat pin) " + tool + " --login --pin env:PIN \\\n    --keygen --key-type AES:32 --label "
                                + key + " --id 01 --sensitive --private --usage-decrypt"),
                new Step(
                        "Put the user's PIN where only the service can read it.",
                        "(umask 077 && cp pin keywright/pin)"));
    }
}
