package io.keywright.server.config;

import io.keywright.core.approval.ApprovalRules;
import io.keywright.core.approval.ApprovalStore;
import io.keywright.model.Operation;
import io.keywright.server.config.KeywrightConfig.Profile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the properties about approvals into rules. No quorum is ever nothing. */
public final class ApprovalRulesReader {

    private static final String PREFIX = "keywright.approvals.";
    private static final int MOST_PENDING = 100_000;
    private static final String NONE = "none";
    private static final Pattern QUORUM = Pattern.compile("([a-z_]+)=([1-9][0-9]{0,2})");
    private static final Set<Operation> IN_PRODUCTION = Set.of(
            Operation.REVOKE,
            Operation.SCHEDULE_DESTRUCTION,
            Operation.UPDATE_TRUST_ANCHOR,
            Operation.CREATE_AUTHORITY,
            Operation.CHANGE_AUTHORITY,
            Operation.CREATE_ACME_CREDENTIAL,
            Operation.CREATE_TENANT,
            Operation.CHANGE_TENANT_ROOT,
            Operation.ROTATE_TENANT_ROOT,
            Operation.ROTATE_LEDGER_KEY);

    private ApprovalRulesReader() {}

    /** The rules that {@code config} sets, for one in which no fault was found. */
    public static ApprovalRules read(KeywrightConfig config) {
        Faults faults = new Faults();
        ApprovalRules rules = read(config, faults);
        faults.throwIfAny();
        return rules;
    }

    static ApprovalRules read(KeywrightConfig config, Faults faults) {
        ApprovalsConfig approvals = config.approvals();
        faults.unless(approvals.quorum() >= 1, PREFIX + "quorum", "must be at least 1.");
        faults.unless(approvals.validity().isPositive(), PREFIX + "validity", "must be longer than nothing.");
        faults.unless(
                approvals.maxPending() >= 1 && approvals.maxPending() <= MOST_PENDING,
                PREFIX + "max-pending",
                "must be 1 to " + MOST_PENDING + ".");
        faults.unless(approvals.maxLifetime().isPositive(), PREFIX + "max-lifetime", "must be longer than nothing.");
        checkIssuers(config, faults);
        Set<Operation> required = faults.reading(PREFIX + "required-operations", Set.of(), () -> required(config));
        Map<Operation, Integer> quorums = faults.reading(
                PREFIX + "quorums", Map.of(), () -> quorums(approvals.quorums().orElse(List.of())));
        return new ApprovalRules(
                required,
                Math.max(1, approvals.quorum()),
                quorums,
                approvals.validity(),
                Math.max(1, approvals.maxPending()));
    }

    /** A governance system must not be taken for this service itself. */
    private static void checkIssuers(KeywrightConfig config, Faults faults) {
        Map<String, TokenIssuerConfig> issuers = config.approvals().issuers();
        new TokenIssuersCheck(config.profile(), faults, PREFIX + "issuers").check(issuers);
        faults.unless(
                !issuers.containsKey(ApprovalStore.OWN),
                PREFIX + "issuers." + ApprovalStore.OWN,
                "this name is the service's own; choose another.");
        faults.unless(
                issuers.isEmpty() || !config.approvals().audience().orElse("").isBlank(),
                PREFIX + "audience",
                "is needed where approvals of other issuers are accepted.");
        issuers.forEach((name, issuer) -> faults.unless(
                issuer.jwksKeys().isEmpty(),
                PREFIX + "issuers." + name + ".jwks-keys",
                "is refused here: whoever may sign with these keys could approve alone; use jwks-url or jwks-file."));
    }

    private static Set<Operation> required(KeywrightConfig config) {
        List<String> standard = config.profile() == Profile.PRODUCTION
                ? IN_PRODUCTION.stream().map(Operation::verb).toList()
                : List.of(NONE);
        List<String> names = config.approvals().requiredOperations().orElse(standard);
        return names.equals(List.of(NONE))
                ? Set.of()
                : names.stream().map(Operation::parse).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<Operation, Integer> quorums(List<String> texts) {
        return texts.stream()
                .map(ApprovalRulesReader::quorum)
                .collect(Collectors.toUnmodifiableMap(
                        parts -> Operation.parse(parts.group(1)), parts -> Integer.valueOf(parts.group(2))));
    }

    private static Matcher quorum(String text) {
        Matcher parts = QUORUM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' must be an operation, = and a number of at least 1.");
        }
        return parts;
    }
}
