package io.keywright.providers.vault;

import io.keywright.providers.vault.VaultSettings.Login;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How one may log in, and what each way needs and takes. */
enum LoginKind {
    TOKEN("token", "", List.of(Property.TOKEN_FILE), List.of()),
    APPROLE("approle", "approle", List.of(Property.ROLE_ID, Property.SECRET_ID_FILE), List.of()),
    KUBERNETES("kubernetes", "kubernetes", List.of(Property.ROLE), List.of(Property.JWT_FILE)),
    CERTIFICATE("certificate", "cert", List.of(), List.of(Property.ROLE));

    /** What some ways take and others do not. A client certificate may go along with each, as TLS may ask for one. */
    enum Property {
        TOKEN_FILE("token-file", Login::tokenFile),
        ROLE_ID("role-id", Login::roleId),
        SECRET_ID_FILE("secret-id-file", Login::secretIdFile),
        ROLE("role", Login::role),
        JWT_FILE("jwt-file", Login::jwtFile);

        private final String wireName;
        private final Function<Login, Optional<?>> value;

        Property(String wireName, Function<Login, Optional<?>> value) {
            this.wireName = wireName;
            this.value = value;
        }

        String wireName() {
            return wireName;
        }

        boolean isSet(Login login) {
            return value.apply(login).isPresent();
        }
    }

    private final String wireName;
    private final String usualMount;
    private final List<Property> needed;
    private final List<Property> optional;

    LoginKind(String wireName, String usualMount, List<Property> needed, List<Property> optional) {
        this.wireName = wireName;
        this.usualMount = usualMount;
        this.needed = needed;
        this.optional = optional;
    }

    static Optional<LoginKind> of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(kind -> kind.wireName).collect(Collectors.joining(", "));
    }

    String wireName() {
        return wireName;
    }

    /** Where it is below {@code auth/} unless somebody chose otherwise. */
    String usualMount() {
        return usualMount;
    }

    List<Property> needed() {
        return needed;
    }

    boolean takes(Property property) {
        return needed.contains(property) || optional.contains(property);
    }
}
