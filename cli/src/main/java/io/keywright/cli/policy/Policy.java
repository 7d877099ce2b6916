package io.keywright.cli.policy;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An access policy as the service spells it. Members that this command does not know are kept as they are.
 *
 * @param members of the wire's policy, without those of the answer that it came in
 */
record Policy(Map<String, Object> members) {

    private static final String ALLOWED = "allowed_modules";
    private static final String OPERATIONS = "module_operations";
    private static final String APPROVAL = "requires_approval";
    private static final String LIMIT = "max_usage_per_day";

    static Policy of(KmsAnswer answer) {
        Map<String, Object> members = new LinkedHashMap<>(answer.members());
        members.remove("key_id");
        members.remove("receipt_id");
        return new Policy(members);
    }

    Policy allowing(List<Allowed> modules) {
        Map<String, List<String>> operations = new LinkedHashMap<>();
        modules.stream()
                .filter(allowed -> !allowed.operations().isEmpty())
                .forEach(allowed -> operations.put(allowed.module(), allowed.operations()));
        return with(ALLOWED, modules.stream().map(Allowed::module).toList()).with(OPERATIONS, operations);
    }

    Policy limitedTo(long usesPerDay) {
        return with(LIMIT, usesPerDay);
    }

    Policy requiringApproval(boolean required) {
        return with(APPROVAL, required);
    }

    private Policy with(String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(members);
        changed.put(name, value);
        return new Policy(changed);
    }

    void print(Terminal terminal) {
        Map<?, ?> operations = members.get(OPERATIONS) instanceof Map<?, ?> narrowed ? narrowed : Map.of();
        terminal.fact(
                "allowed",
                members.get(ALLOWED) instanceof List<?> modules && !modules.isEmpty()
                        ? String.join(
                                " ",
                                modules.stream()
                                        .map(module -> shown(module, operations))
                                        .toList())
                        : "nobody");
        terminal.fact("approval", Boolean.TRUE.equals(members.get(APPROVAL)) ? "required" : "not required");
        terminal.fact("uses a day", String.valueOf(members.get(LIMIT)));
    }

    /** As {@code --allow} takes it. */
    private static String shown(Object module, Map<?, ?> operations) {
        return operations.get(module) instanceof List<?> own
                ? module + "="
                        + String.join(",", own.stream().map(String::valueOf).toList())
                : String.valueOf(module);
    }
}
