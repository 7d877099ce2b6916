package io.keywright.server;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.junit.jupiter.api.Test;

/** The table of modules in the architecture, held against the compiled classes. */
class ArchitectureTest {

    private static final String JDK = "java..";
    private static final String NULLNESS = "org.jspecify..";
    private static final String MODEL = "io.keywright.model..";
    private static final String LEDGER = "io.keywright.ledger..";
    private static final String CORE = "io.keywright.core..";

    private static final String EGRESS = "io.keywright.egress..";

    private static final String WIRING = "io.keywright.server.wiring";
    private static final String REST = "io.keywright.server.rest";
    private static final DescribedPredicate<JavaClass> JSON = resideInAPackage(REST + ".json");
    private static final DescribedPredicate<JavaClass> PART_OF_THE_CONTRACT =
            resideInAPackage(REST + ".*..").and(not(JSON));
    private static final DescribedPredicate<JavaClass> IN_THE_FOLDER_OF_ITS_TAG = describe(
            "stand in the folder of their tag",
            type -> type.getPackageName().equals(REST + "." + tag(type).toLowerCase(Locale.ROOT)));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.keywright");

    @Test
    void modelUsesTheJdkAlone() {
        check(mayUse(MODEL, JDK, NULLNESS, MODEL));
    }

    @Test
    void ledgerUsesModelAndTheJdkAlone() {
        check(mayUse(LEDGER, JDK, NULLNESS, MODEL, LEDGER));
    }

    @Test
    void coreUsesModelLedgerCertificatesACacheAndParametersOfKeysAlone() {
        check(mayUse(
                CORE,
                JDK,
                "javax.crypto..",
                "javax.security..",
                NULLNESS,
                MODEL,
                LEDGER,
                CORE,
                "io.keywright.pki.issuing..",
                "io.keywright.pki.validation..",
                "io.keywright.pki.truststore..",
                "com.github.benmanes.caffeine..",
                "org.bouncycastle.crypto.params"));
    }

    @Test
    void noAdapterKnowsAnother() {
        check(noClasses()
                .that()
                .resideInAPackage("io.keywright.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.keywright.archive..",
                        "io.keywright.providers..",
                        "io.keywright.sinks..",
                        "io.keywright.server.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.keywright.archive..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.keywright.store..", "io.keywright.providers..", "io.keywright.server.."));
        check(slices().matching("io.keywright.archive.(*)..").should().notDependOnEachOther());
        check(slices().matching("io.keywright.providers.(*)..").should().notDependOnEachOther());
        check(slices().matching("io.keywright.sinks.(*)..").should().notDependOnEachOther());
    }

    @Test
    void egressKnowsItsLibraryAndOfCoreWhatAnAddressAndASpanIs() {
        check(mayUse(
                EGRESS,
                JDK,
                "javax.net.ssl..",
                NULLNESS,
                "io.keywright.core.network..",
                "io.keywright.core.trace..",
                EGRESS,
                "org.apache.hc.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage(EGRESS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hc.."));
    }

    @Test
    void onlyTracingKnowsOpenTelemetry() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.keywright.server.observability.tracing")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry.."));
    }

    @Test
    void eachSinkKnowsCoreAndTheLibraryOfItsOwn() {
        check(mayUse(
                "io.keywright.sinks.webhook..",
                JDK,
                "javax..",
                NULLNESS,
                MODEL,
                CORE,
                "io.keywright.sinks.webhook..",
                EGRESS));
        check(mayUse(
                "io.keywright.sinks.kafka..",
                JDK,
                NULLNESS,
                MODEL,
                CORE,
                "io.keywright.sinks.kafka..",
                "org.apache.kafka.."));
    }

    @Test
    void onlyTheServerKnowsItsFramework() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.keywright.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "io.vertx..", "jakarta..", "io.smallrye.."));
    }

    @Test
    void onlyTheWiringPutsTheServerTogether() {
        check(noClasses()
                .that()
                .resideInAnyPackage("io.keywright.server.rest..", "io.keywright.server.identity..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.keywright.store..",
                        "io.keywright.archive..",
                        "io.keywright.providers..",
                        "io.keywright.sinks.."));
    }

    @Test
    void nobodyKnowsTheWiring() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(WIRING)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(WIRING));
    }

    @Test
    void noPartOfTheContractKnowsAnother() {
        check(slices().matching(REST + ".(*)..").should().notDependOnEachOther().ignoreDependency(alwaysTrue(), JSON));
        check(noClasses().that().resideInAPackage(REST).or(JSON).should().dependOnClassesThat(PART_OF_THE_CONTRACT));
        check(noClasses().that(JSON).should().dependOnClassesThat().resideInAPackage(REST));
    }

    @Test
    void eachCallStandsInTheFolderOfItsTag() {
        check(classes().that().areAnnotatedWith(Tag.class).should(ArchCondition.from(IN_THE_FOLDER_OF_ITS_TAG)));
    }

    @Test
    void noPackagesFormACircle() {
        check(slices().matching("io.keywright.core.(*)..").should().beFreeOfCycles());
        check(slices().matching("io.keywright.ledger.(*)..").should().beFreeOfCycles());
        check(slices().matching("io.keywright.server.(*)..").should().beFreeOfCycles());
    }

    private static String tag(JavaClass type) {
        return type.getAnnotationOfType(Tag.class).name();
    }

    private static ArchRule mayUse(String module, String... allowed) {
        return classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
