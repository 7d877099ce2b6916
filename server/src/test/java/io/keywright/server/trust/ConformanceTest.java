package io.keywright.server.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.pki.validation.RevocationRule;
import io.keywright.server.trust.Suites.Case;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What published suites say of paths, and what is said here; the page on conformance is made from it. */
class ConformanceTest {

    private static final Path PAGE = Path.of("..", "docs", "trust", "conformance.md");
    private static final Path MADE = Path.of("target", "conformance.md");

    /** Parts of PKITS, as its document numbers them. */
    private static final Map<String, String> SECTIONS = Map.ofEntries(
            Map.entry("4.1", "Signatures"),
            Map.entry("4.2", "Validity"),
            Map.entry("4.3", "Names that follow one another"),
            Map.entry("4.4", "Revocation lists"),
            Map.entry("4.5", "Authorities with a new key"),
            Map.entry("4.6", "Basic constraints"),
            Map.entry("4.7", "Key usage"),
            Map.entry("4.8", "Policies"),
            Map.entry("4.9", "Required policies"),
            Map.entry("4.10", "Policy mappings"),
            Map.entry("4.11", "Inhibited policy mappings"),
            Map.entry("4.12", "Inhibited any policy"),
            Map.entry("4.14", "Distribution points, indirect lists"),
            Map.entry("4.15", "Delta lists"),
            Map.entry("4.16", "Private extensions"));

    /** Why a case is judged otherwise, by its name; the first that fits. */
    private static final Map<String, String> REASONS = reasons();

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("4010[45]_.*", "DSA and SHA-1 are too weak here, whoever vouches for them.");
        reasons.put(
                "pathlen::max-chain-depth-.*-exhausted",
                "How many authorities may stand below one, it says itself (path length); whoever asks cannot set a shorter way.");
        reasons.put(
                "rfc5280::ca-as-leaf|pathlen::validation-ignores-pathlen-in-leaf",
                "An authority's certificate is good for no client and no server here.");
        reasons.put(
                "webpki::(cn|san|eku|aki)::.*|webpki::forbidden-rsa-.*|webpki::malformed-aia",
                "A rule of the browsers' forum for public authorities; private ones need not keep it.");
        reasons.put(
                "rfc5280::(aki|ski)::.*|rfc5280::root-non-critical-.*|rfc5280::pc::.*|rfc5280::nc::permitted-dns-match-noncritical|crl::crlnumber-missing",
                "RFC 5280 demands it of who issues, not of who relies on it; what the extension says holds all the same.");
        return reasons;
    }

    @Test
    void isWhatThePageSays() throws Exception {
        String page = page(Suites.pkits(RevocationRule.REQUIRED), Suites.limbo());
        Files.writeString(MADE, page);

        assertThat(page).doesNotContain("| ? |");
        assertThat(page)
                .as("copy server/%s to docs/trust/conformance.md if this is how it should be", MADE)
                .isEqualTo(Files.exists(PAGE) ? Files.readString(PAGE) : "");
    }

    /** The suite wants revocation to be known; when clients connect, an authority without a list of its own has revoked nobody. */
    @Test
    void whenClientsConnectAnAuthorityNeedsNoListAndWhoHasOneMustHaveItCurrent() throws Exception {
        Set<String> otherwise = Suites.pkits(RevocationRule.BY_ISSUER).stream()
                .filter(it -> !it.agrees())
                .map(Case::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(otherwise)
                .containsExactly(
                        "40104_valid_dsa_signatures_test4",
                        "40105_valid_dsa_parameter_inheritance_test5",
                        "40401_missing_crl_test1",
                        "40405_invalid_bad_crl_issuer_name_test5",
                        "40406_invalid_wrong_crl_test6",
                        "41426_invalid_idp_with_indirectcrl_test26");
    }

    private static String page(List<Case> pkits, List<Case> limbo) {
        return """
                # Conformance of certificate validation

                How published test suites judge certification paths, and how `POST /kms/v1/certificates/validate` does. A test makes this page.

                ## NIST's PKITS
                %s of %s cases alike; revocation must be known.

                %s
                ## C2SP's x509-limbo
                %s of %s cases alike, without BetterTLS.

                %s
                ## Judged otherwise
                | case | suite | here | why |
                |---|---|---|---|
                %s""".formatted(
                        alike(pkits),
                        pkits.size(),
                        table(pkits),
                        alike(limbo),
                        limbo.size(),
                        table(limbo),
                        deviations(pkits) + deviations(limbo));
    }

    private static long alike(List<Case> cases) {
        return cases.stream().filter(Case::agrees).count();
    }

    private static String table(List<Case> cases) {
        Map<String, List<Case>> groups =
                cases.stream().collect(Collectors.groupingBy(it -> key(it.group()), TreeMap::new, Collectors.toList()));
        return "| part | cases | alike |\n|---|---|---|\n"
                + groups.values().stream()
                        .map(group -> "| %s | %d | %d |\n"
                                .formatted(title(group.getFirst().group()), group.size(), alike(group)))
                        .collect(Collectors.joining());
    }

    /** Sorts 4.10 behind 4.9. */
    private static String key(String group) {
        return group.startsWith("4.") ? "4.%2s".formatted(group.substring(2)) : group;
    }

    private static String title(String group) {
        return SECTIONS.containsKey(group) ? group + " " + SECTIONS.get(group) : "`" + group + "`";
    }

    private static String deviations(List<Case> cases) {
        return cases.stream()
                .filter(it -> !it.agrees())
                .map(it -> "| `%s` | %s | %s | %s |\n"
                        .formatted(it.name(), word(it.expected()), word(it.valid()), reason(it.name())))
                .sorted()
                .collect(Collectors.joining());
    }

    private static String word(boolean valid) {
        return valid ? "valid" : "invalid";
    }

    private static String reason(String name) {
        return REASONS.entrySet().stream()
                .filter(it -> name.matches(it.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("?");
    }
}
