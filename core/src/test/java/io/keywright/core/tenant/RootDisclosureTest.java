package io.keywright.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.UnopenedRootException.Fault;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.model.Wrapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What whom is told of a root that no provider opens. */
class RootDisclosureTest {

    private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/4711";
    private static final String PERMISSION = "kms:Decrypt";

    private final RootDisclosure disclosure = new RootDisclosure(new Authorizer(new Roles(Map.of(
            Role.KEY_USER, List.of(IdentityPattern.parse("spiffe://test/*/user")),
            Role.KEY_ADMIN, List.of(IdentityPattern.parse("spiffe://test/*/admin")),
            Role.AUDITOR, List.of(IdentityPattern.parse("spiffe://test/*/auditor"))))));

    private static Caller of(String tenantId, String module) {
        Scope scope = new Scope(tenantId, Environment.DEV, Plane.PRODUCT);
        return new Caller("spiffe://test/" + tenantId + "/" + module, scope, module);
    }

    private static Caller platform(String module) {
        return new Caller("spiffe://test/platform/" + module, null, module);
    }

    private static Fault fault(RootProviderException cause) {
        ProviderKeyReference key = new ProviderKeyReference(Optional.of(KEY), Optional.empty(), Optional.empty());
        return new Fault(new Wrapping(new UUID(0, 1), "cloud", key, 0), cause);
    }

    private static Fault fault(Reason reason) {
        return fault(new RootProviderException(reason, "as planned"));
    }

    private static KeywrightException refusal(Fault... faults) {
        return new UnopenedRootException("acme", List.of(faults)).asRefusal();
    }

    private Map<String, Object> told(Caller caller) {
        return disclosure
                .to(caller, refusal(fault(new RootProviderException(PERMISSION, "denied", new Exception()))))
                .details();
    }

    @Test
    void theTenantsKeyAdminsAndPlatformIdentitiesLearnWhatIsMissing() {
        for (Caller caller : List.of(of("acme", "admin"), platform("auditor"), platform("admin"))) {
            assertThat(told(caller))
                    .containsEntry("provider_key", KEY)
                    .containsEntry("permission", PERMISSION)
                    .containsEntry("reason", "permission_missing");
        }
    }

    @Test
    void nobodyElseDoes() {
        for (Caller caller : List.of(
                of("acme", "user"),
                of("acme", "auditor"),
                of("acme", "nobody"),
                of("globex", "admin"),
                of("acme.com", "admin"),
                platform("nobody"))) {
            assertThat(told(caller))
                    .containsOnlyKeys("dependency", "provider", "reason", "docs")
                    .containsEntry("provider", "cloud");
        }
    }

    @Test
    void whatIsNoRefusalOfARootIsToldAsItIs() {
        KeywrightException other = RootFaults.lost();
        assertThat(disclosure.to(platform("admin"), other)).isSameAs(other);
    }

    @Test
    void whatANewRootIsNotWrappedWithIsToldToTheSame() {
        KeywrightException refusal = RootFaults.notWrapped(
                "acme",
                fault(Reason.KEY_DISABLED).wrapping(),
                new RootProviderException(Reason.KEY_DISABLED, "as planned"));
        assertThat(disclosure.to(platform("admin"), refusal).details()).containsEntry("provider_key", KEY);
        assertThat(disclosure.to(of("acme", "user"), refusal).details()).doesNotContainKey("provider_key");
        assertThat(refusal.retryable()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anotherTryHelpsUnlessTheProviderHasRefused(Reason reason) {
        KeywrightException refusal = refusal(fault(reason));
        assertThat(refusal.retryable()).isEqualTo(!reason.refusal());
        assertThat(disclosure.to(of("acme", "admin"), refusal).retryable()).isEqualTo(!reason.refusal());
    }

    @Test
    void anotherTryHelpsIfOneOfSeveralProvidersMayAnswerThen() {
        assertThat(refusal(fault(Reason.KEY_DISABLED), fault(Reason.UNREACHABLE))
                        .retryable())
                .isTrue();
        assertThat(refusal(fault(Reason.KEY_DISABLED), fault(Reason.KEY_NOT_FOUND))
                        .retryable())
                .isFalse();
    }

    @Test
    void thePageToReadIsThereAndHasEveryReason() throws Exception {
        Object docs = refusal(fault(Reason.UNKNOWN)).details().get("docs");
        String page = Files.readString(Path.of("..", String.valueOf(docs)));
        assertThat(Arrays.stream(Reason.values()).map(reason -> "`" + reason.wireName() + "`"))
                .allSatisfy(reason -> assertThat(page).contains(reason));
    }
}
