package io.keywright.providers.vault;

import io.keywright.providers.vault.VaultSettings.Login;
import java.nio.file.Path;
import java.util.Optional;

/** Ways to log in. */
final class Logins {

    static final Login NONE = new Login(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private Logins() {}

    static Login token(Path file) {
        return new Login(
                Optional.of("token"),
                Optional.empty(),
                Optional.of(file),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Login appRole(String roleId, Path secretIdFile) {
        return new Login(
                Optional.of("approle"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(roleId),
                Optional.of(secretIdFile),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Login kubernetes(String mount, String role, Path jwtFile) {
        return new Login(
                Optional.of("kubernetes"),
                Optional.of(mount),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(role),
                Optional.of(jwtFile),
                Optional.empty(),
                Optional.empty());
    }

    static Login certificate(Path certificate, Path key) {
        return new Login(
                Optional.of("certificate"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(certificate),
                Optional.of(key));
    }
}
