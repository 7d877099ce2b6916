package io.keywright.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the command, the verifier and the PKI may use, and that their packages form no circle. */
class ArchitectureTest {

    private static final String[] JDK = {
        "java..", "javax.crypto..", "javax.net.ssl..", "javax.security..", "org.jspecify.."
    };
    private static final String MODEL = "io.keywright.model..";
    private static final String LEDGER = "io.keywright.ledger..";
    private static final String VERIFIER = "io.keywright.verifier..";
    private static final String PKI = "io.keywright.pki..";
    private static final String CLI = "io.keywright.cli..";
    private static final String COMMAND_LINE = "picocli..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.keywright.cli", "io.keywright.verifier", "io.keywright.pki");

    @Test
    void thePkiUsesTheModelAndBouncyCastleAlone() {
        check(mayUse(PKI, PKI, MODEL, "org.bouncycastle..", "javax.naming.ldap.."));
    }

    @Test
    void theVerifierUsesNothingThatAnAuditorWouldHaveToTrustBesideIt() {
        check(mayUse(VERIFIER, VERIFIER, MODEL, LEDGER, COMMAND_LINE));
    }

    @Test
    void theCommandKnowsNothingOfTheServerItStarts() {
        check(mayUse(
                CLI,
                CLI,
                VERIFIER,
                MODEL,
                LEDGER,
                PKI,
                COMMAND_LINE,
                "com.fasterxml.jackson.jr..",
                "com.amazon.corretto.crypto.provider..",
                "com.sun.net.httpserver..",
                "io.keywright.core..",
                "io.keywright.store..",
                "io.keywright.providers",
                "io.keywright.providers.local.."));
    }

    @Test
    void onlyTheCommandsOfBackupLedgerRootAndStoreKnowAStore() {
        check(noClasses()
                .that()
                .resideInAPackage(CLI)
                .and()
                .resideOutsideOfPackages(
                        "io.keywright.cli.backup",
                        "io.keywright.cli.ledger",
                        "io.keywright.cli.root",
                        "io.keywright.cli.store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.keywright.store..", "io.keywright.providers.*.."));
    }

    /** They do here what the service does: with its store, and where a key is wrapped for its import as it will be read. */
    @Test
    void onlyTheirsAndThoseOfImportsKnowTheServicesCore() {
        check(noClasses()
                .that()
                .resideInAPackage(CLI)
                .and()
                .resideOutsideOfPackages(
                        "io.keywright.cli.backup",
                        "io.keywright.cli.imports",
                        "io.keywright.cli.ledger",
                        "io.keywright.cli.root",
                        "io.keywright.cli.store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.keywright.core.."));
    }

    @Test
    void onlyTheSetUpIsLedByProviders() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.keywright.cli.setup")
                .and()
                .resideInAPackage(CLI)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.keywright.providers"));
    }

    @Test
    void noPackagesFormACircle() {
        check(slices().matching("io.keywright.cli.(*)..").should().beFreeOfCycles());
        check(slices().matching("io.keywright.verifier.(*)..").should().beFreeOfCycles());
    }

    @Test
    void nobodyKnowsTheFrontDoors() {
        for (String door : new String[] {"io.keywright.cli", "io.keywright.verifier"}) {
            check(noClasses()
                    .that()
                    .resideOutsideOfPackage(door)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(door));
        }
    }

    private static ArchRule mayUse(String module, String... allowed) {
        return classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.of(JDK, allowed).flatMap(Stream::of).toArray(String[]::new));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
