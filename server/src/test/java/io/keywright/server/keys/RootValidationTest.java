package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.administration.RootValidation;
import io.keywright.core.administration.RootValidation.Validation;
import io.keywright.core.administration.TenantCatalogue;
import io.keywright.core.administration.ValidationCheck;
import io.keywright.core.administration.ValidationCheck.Fault;
import io.keywright.core.administration.ValidationCheck.Status;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.change.RootChange;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Role;
import io.keywright.model.Tenant;
import io.keywright.model.TenantRoot;
import io.keywright.model.Wrapping;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A validation says which step of which key fails, and what to do about it. */
class RootValidationTest {

    private static final String TENANT = SmallVault.SCOPE.tenantId();
    private static final Caller ADMIN = new Caller("spiffe://test.keywright/platform/admin", null, "admin");
    private static final List<String> OF_KEY = List.of(
            "describe", "generate", "encrypt", "decrypt", "wrong_context", "retrieve_uncached", "retrieve_cached");

    @TempDir
    Path folder;

    private final Set<String> lacking = ConcurrentHashMap.newKeySet();
    private SmallVault vault;
    private RootValidation validation;

    @BeforeEach
    void open() throws Exception {
        vault = new SmallVault(folder, provider -> new LackingProvider(provider, lacking));
        Roles roles = new Roles(Map.of(Role.PLATFORM_ADMIN, List.of(IdentityPattern.parse(ADMIN.subject()))));
        validation = new RootValidation(
                new TenantCatalogue(new Authorizer(roles), vault.store.tenants()),
                vault.providers,
                vault.crypto,
                vault.opening,
                vault.roots(),
                vault.blocking);
    }

    @AfterEach
    void close() throws Exception {
        vault.close();
    }

    private CompletableFuture<Validation> begun(Caller caller, Optional<String> provider, Optional<String> tenant) {
        return vault.ledger
                .calls
                .run(
                        SmallLedger.call(caller, Operation.VALIDATE_ROOT_PROVIDER),
                        () -> validation.validate(provider, tenant))
                .thenApply(Recorded::value);
    }

    private Validation validate(Optional<String> provider, Optional<String> tenant) {
        return validate(ADMIN, provider, tenant);
    }

    private Validation validate(Caller caller, Optional<String> provider, Optional<String> tenant) {
        try {
            return begun(caller, provider, tenant).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KeywrightException refusal ? refusal : e;
        }
    }

    private Validation ofOwn() {
        return validate(Optional.of("local"), Optional.empty());
    }

    private static Map<String, Status> statuses(Validation validation) {
        return validation.checks().stream().collect(Collectors.toMap(ValidationCheck::name, ValidationCheck::status));
    }

    private static ValidationCheck check(Validation validation, String name) {
        return validation.checks().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void tenantWith(String... providers) {
        List<Wrapping> wrappings = Stream.of(providers)
                .map(provider -> new Wrapping(vault.ids.next(), provider, ProviderKeyReference.DEFAULT, 0))
                .toList();
        TenantRoot root = vault.wrapping.first(TENANT, wrappings, Deadline.never());
        Tenant tenant = new Tenant(TENANT, Optional.empty(), root.createdAt(), wrappings, Optional.empty());
        vault.commit(new RootChange.TenantCreated(tenant, root));
    }

    @Test
    void aKeyThatWorksPassesEveryCheckAndIsNamed() {
        Validation validated = ofOwn();
        assertThat(validated.passed()).isTrue();
        assertThat(validated.checks()).extracting(ValidationCheck::name).containsExactlyElementsOf(OF_KEY);
        assertThat(validated.checks()).extracting(ValidationCheck::status).containsOnly(Status.PASS);
        assertThat(validated.checks()).allSatisfy(it -> {
            assertThat(it.provider()).hasValue("local");
            assertThat(it.key()).isPresent();
            assertThat(it.whatToDo()).isEmpty();
        });
    }

    @Test
    void aPermissionThatIsMissingIsNamedAtItsOwnStepAndWhatStandsOnItIsSkipped() {
        lacking.add("unwrap");
        Validation validated = ofOwn();
        assertThat(validated.passed()).isFalse();
        assertThat(statuses(validated))
                .isEqualTo(Map.of(
                        "describe", Status.PASS,
                        "generate", Status.PASS,
                        "encrypt", Status.PASS,
                        "decrypt", Status.FAIL,
                        "wrong_context", Status.SKIPPED,
                        "retrieve_uncached", Status.SKIPPED,
                        "retrieve_cached", Status.SKIPPED));
        ValidationCheck failed = check(validated, "decrypt");
        assertThat(failed.fault().flatMap(Fault::permission)).hasValue("kms:unwrap");
        assertThat(failed.whatToDo().orElseThrow())
                .contains("Allow kms:unwrap on " + failed.key().orElseThrow());
    }

    @Test
    void withoutThePermissionToDescribeAKeyTheOthersAreTriedAllTheSame() {
        lacking.add("describe");
        assertThat(statuses(ofOwn()))
                .isEqualTo(Map.of(
                        "describe", Status.FAIL,
                        "generate", Status.PASS,
                        "encrypt", Status.PASS,
                        "decrypt", Status.PASS,
                        "wrong_context", Status.PASS,
                        "retrieve_uncached", Status.PASS,
                        "retrieve_cached", Status.PASS));
        lacking.add("wrap");
        assertThat(statuses(ofOwn())).containsEntry("encrypt", Status.FAIL).containsEntry("decrypt", Status.SKIPPED);
    }

    @Test
    void aProviderThatOpensForOneOwnerWhatItWrappedForAnotherIsFoundOut() {
        lacking.add("binding");
        ValidationCheck failed = check(ofOwn(), "wrong_context");
        assertThat(failed.fault().orElseThrow().reason()).isEqualTo(Reason.CONTEXT_MISMATCH);
        assertThat(failed.whatToDo().orElseThrow()).contains("Do not use");
    }

    @Test
    void aProviderThatIsAwayFailsOnceAndIsNotAskedFurther() {
        vault.cloud.unavailable(true);
        int before = vault.cloud.calls();
        Validation validated = validate(Optional.of("cloud"), Optional.empty());
        assertThat(vault.cloud.calls()).isEqualTo(before + 1);
        assertThat(check(validated, "describe").fault().orElseThrow().reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(validated.checks().stream().skip(1))
                .extracting(ValidationCheck::status)
                .containsOnly(Status.SKIPPED);
    }

    @Test
    void ifNothingIsNamedTheOwnKeysOfAllProvidersAreValidated() {
        vault.cloud.refusing(Optional.of(Reason.KEY_DISABLED));
        Validation validated = validate(Optional.empty(), Optional.empty());
        assertThat(validated.passed()).isFalse();
        assertThat(validated.checks())
                .filteredOn(it -> it.provider().equals(Optional.of("local")))
                .hasSize(OF_KEY.size())
                .noneMatch(it -> it.status() != Status.PASS);
        assertThat(validated.checks())
                .filteredOn(it -> it.status() == Status.FAIL)
                .singleElement()
                .satisfies(it -> assertThat(it.whatToDo().orElseThrow()).contains("switch it on"));
    }

    @Test
    void ofATenantEveryWrappingIsTriedAndItsRootRetrieved() {
        tenantWith("local", "cloud");
        Validation validated = validate(Optional.empty(), Optional.of(TENANT));
        assertThat(validated.passed()).isTrue();
        assertThat(validated.checks()).hasSize(2 * (OF_KEY.size() - 1) + 1);
        assertThat(validated.checks().getLast())
                .returns("retrieve_cached", ValidationCheck::name)
                .returns(Status.PASS, ValidationCheck::status);
        assertThat(validate(Optional.of("cloud"), Optional.of(TENANT)).checks())
                .extracting(ValidationCheck::provider)
                .doesNotContain(Optional.of("local"));
    }

    @Test
    void aRootIsRetrievedAlsoWhereNothingNewMayBeWrapped() {
        tenantWith("local");
        lacking.add("wrap");
        Validation validated = validate(Optional.empty(), Optional.of(TENANT));
        assertThat(statuses(validated))
                .containsEntry("encrypt", Status.FAIL)
                .containsEntry("retrieve_uncached", Status.PASS)
                .containsEntry("retrieve_cached", Status.PASS);
        lacking.add("unwrap");
        assertThat(statuses(validate(Optional.empty(), Optional.of(TENANT))))
                .containsEntry("retrieve_uncached", Status.FAIL)
                .containsEntry("retrieve_cached", Status.SKIPPED);
    }

    @Test
    void onlyPlatformAdminsMayAndWhatIsNotConfiguredIsNotReachedFor() {
        assertThatThrownBy(() -> validate(SmallVault.CALLER, Optional.empty(), Optional.empty()))
                .hasMessageContaining("role");
        assertThatThrownBy(() -> validate(Optional.of("paper"), Optional.empty()))
                .hasMessageContaining("cloud, local");
        assertThatThrownBy(() -> validate(Optional.empty(), Optional.of("initech")))
                .hasMessageContaining("no such tenant");
        tenantWith("local");
        assertThatThrownBy(() -> validate(Optional.of("cloud"), Optional.of(TENANT)))
                .hasMessageContaining("not wrapped there");
        assertThat(vault.cloud.calls()).isZero();
    }

    @Test
    void aProviderIsValidatedOnceAtATimeAndOthersMeanwhile() {
        vault.cloud.hang();
        CompletableFuture<Validation> first = begun(ADMIN, Optional.of("cloud"), Optional.empty());
        Eventually.passes(() -> assertThat(vault.cloud.calls()).isOne());
        assertThatThrownBy(() -> validate(Optional.of("cloud"), Optional.empty()))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        e -> assertThat(e.details()).containsEntry("reason", "validation_under_way"));
        assertThatThrownBy(() -> validate(Optional.empty(), Optional.empty())).hasMessageContaining("cloud");
        assertThat(ofOwn().passed()).isTrue();
        vault.cloud.goOn();
        assertThat(first.join().passed()).isTrue();
        assertThat(validate(Optional.of("cloud"), Optional.empty()).passed()).isTrue();
    }

    @Test
    void itsReceiptSaysWhetherEverythingWorks() throws Exception {
        tenantWith("local");
        validate(Optional.empty(), Optional.of(TENANT));
        lacking.add("unwrap");
        validate(Optional.empty(), Optional.of(TENANT));
        assertThat(vault.ledger.receipts(TENANT))
                .filteredOn(it -> it.operation().equals("root_provider_validated"))
                .extracting(it -> it.context().success())
                .containsExactly(true, false);
    }
}
