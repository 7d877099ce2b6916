package io.keywright.server.config;

import io.keywright.core.authorization.IdentityPattern;
import io.keywright.model.Role;
import io.keywright.server.config.KeywrightConfig.Profile;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the properties about roles into rules. */
public final class AccessRulesReader {

    private static final String TENANT = "spiffe://*/tenant/*/env/*/plane/*/module/";
    private static final List<String> TENANT_MODULES = List.of(TENANT + "*");
    private static final Map<Role, List<String>> DEVELOPMENT = Map.of(
            Role.KEY_USER, TENANT_MODULES,
            Role.KEY_ADMIN, TENANT_MODULES,
            Role.AUDITOR, TENANT_MODULES,
            Role.APPROVER, List.of(TENANT + "approver", TENANT + "approver-*"),
            Role.PLATFORM_ADMIN, List.of("spiffe://*/module/*"));

    private AccessRulesReader() {}

    /** Which roles {@code config}, in which no fault was found, gives to identities. */
    public static Map<Role, List<IdentityPattern>> read(KeywrightConfig config) {
        Faults faults = new Faults();
        Map<Role, List<IdentityPattern>> rules = read(config, faults);
        faults.throwIfAny();
        return rules;
    }

    static Map<Role, List<IdentityPattern>> read(KeywrightConfig config, Faults faults) {
        Map<Role, List<String>> given = given(config.access());
        boolean standard = given.isEmpty() && config.profile() == Profile.DEVELOPMENT;
        Map<Role, List<IdentityPattern>> rules = new EnumMap<>(Role.class);
        (standard ? DEVELOPMENT : given)
                .forEach((role, identities) -> rules.put(
                        role,
                        faults.reading(
                                "keywright.access." + role.wireName(),
                                List.of(),
                                () -> identities.stream()
                                        .map(IdentityPattern::parse)
                                        .toList())));
        return rules;
    }

    private static Map<Role, List<String>> given(AccessConfig access) {
        Map<Role, List<String>> given = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            identities(access, role).ifPresent(identities -> given.put(role, identities));
        }
        return given;
    }

    private static Optional<List<String>> identities(AccessConfig access, Role role) {
        return switch (role) {
            case KEY_USER -> access.keyUser();
            case KEY_ADMIN -> access.keyAdmin();
            case APPROVER -> access.approver();
            case AUDITOR -> access.auditor();
            case PLATFORM_ADMIN -> access.platformAdmin();
        };
    }
}
