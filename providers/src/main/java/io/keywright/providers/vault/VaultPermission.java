package io.keywright.providers.vault;

/**
 * What a policy allows.
 *
 * @param path as policies have it
 * @param capability such as {@code update}
 */
public record VaultPermission(String path, String capability) {

    /** The line of a policy that allows it, in HCL. */
    public String hcl() {
        return "path \"" + path + "\" { capabilities = [\"" + capability + "\"] }";
    }

    /** As errors have it. */
    @Override
    public String toString() {
        return capability + " on " + path;
    }
}
