package io.keywright.providers.azure;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A key in a vault. Of the key, not of one of its versions, so that it can rotate. */
record KeyId(URI vault, String name) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,127}");
    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{32}");
    private static final List<String> VAULTS =
            List.of(".vault.azure.net", ".vault.azure.cn", ".vault.usgovcloudapi.net");
    private static final List<String> HSMS =
            List.of(".managedhsm.azure.net", ".managedhsm.azure.cn", ".managedhsm.usgovcloudapi.net");

    /** Reads {@code https://VAULT/keys/NAME}, or a name in {@code vault}; empty if {@code text} is neither. */
    static Optional<KeyId> parse(String text, URI vault) {
        int keys = text.indexOf("/keys/");
        if (keys < 0) {
            return NAME.matcher(text).matches() ? Optional.of(new KeyId(vault, text)) : Optional.empty();
        }
        try {
            URI other = URI.create(text.substring(0, keys));
            String name = text.substring(keys + "/keys/".length());
            boolean same = other.equals(vault);
            return (same || ofAzure(other)) && NAME.matcher(name).matches()
                    ? Optional.of(new KeyId(other, name))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether {@code uri} is a vault or Managed HSM of Microsoft's clouds, to which alone tokens are sent. */
    static boolean ofAzure(URI uri) {
        return uri.getHost() != null
                && uri.toString().equals("https://" + uri.getHost())
                && (ends(uri, VAULTS) || ends(uri, HSMS));
    }

    private static boolean ends(URI uri, List<String> suffixes) {
        return suffixes.stream().anyMatch(uri.getHost()::endsWith);
    }

    /** Whom a token for the vault must be for: all vaults of a cloud are one. */
    String audience() {
        return ofAzure(vault)
                ? "https://" + vault.getHost().substring(vault.getHost().indexOf('.') + 1)
                : vault.toString();
    }

    static boolean version(String text) {
        return VERSION.matcher(text).matches();
    }

    /** The version that an identifier names; empty if it is not of this key. */
    Optional<String> versionOf(String id) {
        String start = this + "/";
        return id.startsWith(start) && version(id.substring(start.length()))
                ? Optional.of(id.substring(start.length()))
                : Optional.empty();
    }

    boolean inManagedHsm() {
        return ends(vault, HSMS);
    }

    @Override
    public String toString() {
        return vault + "/keys/" + name;
    }
}
