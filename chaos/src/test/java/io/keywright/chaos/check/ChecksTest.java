package io.keywright.chaos.check;

import static io.keywright.chaos.check.Told.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.chaos.history.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each check passes a history in which all is well, and finds the one thing that is not. */
class ChecksTest {

    private static final Map<String, String> ALIAS = Map.of("alias", "alias/one");

    private static void passes(Told told) {
        assertThat(Checks.all(told.evidence())).isEmpty();
    }

    private static void findsOnly(Class<? extends Check> check, Evidence evidence) {
        assertThat(Checks.all(evidence)).isNotEmpty().extracting(Finding::check).containsOnly(check.getSimpleName());
    }

    private static void findsOnly(Class<? extends Check> check, Told told) {
        findsOnly(check, told.evidence());
    }

    @Test
    void aLifeOfKeysInWhichAllIsWellPasses() {
        passes(new Told()
                .generates(1)
                .acknowledges(Kind.CREATE, key(1), ALIAS)
                .shows()
                .uses(1)
                .acknowledges(Kind.SIGN, key(1), ALIAS)
                .rotates(1, 2)
                .acknowledges(Kind.ROTATE, "", Map.of("alias", "alias/one", "new_key_id", key(2)))
                .refuses(1)
                .uses(2)
                .acknowledges(Kind.SIGN, key(2), ALIAS)
                .admits(2, "M7")
                .uses(2, "M7")
                .shows()
                .revokes(2)
                .acknowledges(Kind.REVOKE, key(2), Map.of())
                .refuses(2)
                .endsWith(1, "pending_rotation")
                .endsWith(2, "destroyed"));
    }

    @Test
    void anAcknowledgedReceiptThatIsLostIsFound() {
        findsOnly(
                AcknowledgedIsThere.class,
                new Told()
                        .generates(1)
                        .uses(1)
                        .acknowledges(Kind.SIGN, key(1), Map.of())
                        .loses());
    }

    @Test
    void aReceiptThatTellsOfAnotherKeyOrOperationIsFound() {
        findsOnly(AcknowledgedIsThere.class, new Told().generates(1).uses(1).acknowledges(Kind.SIGN, key(2), Map.of()));
        findsOnly(
                AcknowledgedIsThere.class, new Told().generates(1).uses(1).acknowledges(Kind.CREATE, key(1), Map.of()));
        findsOnly(
                AcknowledgedIsThere.class,
                new Told().generates(1).refuses(1).acknowledges(Kind.SIGN, key(1), Map.of()));
    }

    @Test
    void aLogThatIsNotTheOneOfItsHeadIsFound() {
        Told other = new Told().generates(2).uses(2);
        findsOnly(LogIsWhole.class, new Told().generates(1).uses(1).evidence(other.entries()));
        findsOnly(LogIsWhole.class, new Told().generates(1).evidence(other.entries()));
    }

    @Test
    void aReceiptThatIsThereTwiceIsFound() {
        findsOnly(LogIsWhole.class, new Told().generates(1).uses(1).repeats());
    }

    @Test
    void aHeadThatContradictsIsFound() {
        Told other = new Told().generates(2);
        findsOnly(
                HeadsAgree.class, new Told().generates(1).shows(other.entries()).uses(1));
    }

    @Test
    void aHeadOfReceiptsThatAreLostIsFound() {
        findsOnly(HeadsAgree.class, new Told().generates(1).uses(1).shows().loses());
    }

    @Test
    void whatComesBeforeWhatWasAcknowledgedBeforeIsFound() {
        Told told = new Told().generates(1);
        told.uses(1).acknowledges(Kind.SIGN, key(1), Map.of(), 500, 600);
        told.uses(1).acknowledges(Kind.SIGN, key(1), Map.of(), 100, 200);
        findsOnly(OrderIsReal.class, told);
    }

    @Test
    void whatIsDoneAtTheSameTimeComesInAnyOrder() {
        Told told = new Told().generates(1);
        told.uses(1).acknowledges(Kind.SIGN, key(1), Map.of(), 150, 600);
        told.uses(1).acknowledges(Kind.SIGN, key(1), Map.of(), 100, 200);
        passes(told);
    }

    @Test
    void aUseBeyondTheQuotaIsFound() {
        Map<String, Object> twice = Map.of("allowed_modules", List.of("M21"), "max_usage_per_day", 2);
        passes(new Told()
                .generates(1, twice)
                .uses(1)
                .refuses(1)
                .uses(1)
                .generates(2, twice)
                .uses(2));
        findsOnly(
                QuotaIsKept.class,
                new Told().generates(1, twice).uses(1).uses(1).uses(1));
    }

    @Test
    void aSuccessorHasAQuotaOfItsOwn() {
        Map<String, Object> once = Map.of("allowed_modules", List.of("M21"), "max_usage_per_day", 1);
        passes(new Told().generates(1, once).uses(1).rotates(1, 2).uses(2));
        findsOnly(
                QuotaIsKept.class,
                new Told().generates(1, once).uses(1).rotates(1, 2).uses(2).uses(2));
    }

    @Test
    void anApprovalThatIsSpentTwiceIsFound() {
        passes(new Told().generates(1).usesWith(1, "x").usesWith(1, "y"));
        findsOnly(
                ApprovalIsSpentOnce.class,
                new Told().generates(1).usesWith(1, "x").usesWith(1, "x"));
    }

    @Test
    void anApprovalThatTwoCallersWereServedWithIsFound() {
        Map<String, String> approved = Map.of("approval", "x");
        findsOnly(
                ApprovalIsSpentOnce.class,
                new Told()
                        .generates(1)
                        .uses(1)
                        .acknowledges(Kind.SIGN, key(1), approved)
                        .uses(1)
                        .acknowledges(Kind.SIGN, key(1), approved));
    }

    @Test
    void aUseBehindARevocationIsFound() {
        findsOnly(RevokedIsNotUsed.class, new Told().generates(1).revokes(1).uses(1));
    }

    @Test
    void aUseThatBeganAfterARevocationWasAcknowledgedIsFoundWhateverTheLedgerTells() {
        Told told = new Told().generates(1).uses(1).acknowledges(Kind.SIGN, key(1), Map.of(), 900, 950);
        told.revokes(1).acknowledges(Kind.REVOKE, key(1), Map.of(), 500, 600);
        assertThat(Checks.all(told.evidence())).extracting(Finding::check).contains("RevokedIsNotUsed");
    }

    @Test
    void aUseOfARotatedVersionIsFound() {
        findsOnly(
                AliasNamesTheNewest.class, new Told().generates(1).rotates(1, 2).uses(1));
    }

    @Test
    void twoSuccessorsOfOneVersionAreFound() {
        findsOnly(
                AliasNamesTheNewest.class, new Told().generates(1).rotates(1, 2).rotates(1, 3));
    }

    @Test
    void anAliasThatNamesAnOldVersionIsFound() {
        Told told = new Told().generates(1).uses(1).acknowledges(Kind.SIGN, key(1), ALIAS, 900, 950);
        told.rotates(1, 2).acknowledges(Kind.ROTATE, "", Map.of("alias", "alias/one", "new_key_id", key(2)), 500, 600);
        assertThat(Checks.all(told.evidence())).extracting(Finding::check).contains("AliasNamesTheNewest");
    }

    @Test
    void aUseByAModuleThatThePolicyDoesNotAdmitIsFound() {
        passes(new Told().generates(1).admits(1, "*").rotates(1, 2).uses(2, "M7"));
        findsOnly(
                PolicyIsInForce.class,
                new Told().generates(1).admits(1, "M7").rotates(1, 2).uses(2));
    }

    @Test
    void aKeyThatIsShownOtherwiseThanToldIsFound() {
        findsOnly(StateIsAsTold.class, new Told().generates(1).revokes(1).endsWith(1, "active"));
        findsOnly(StateIsAsTold.class, new Told().generates(1).endsWith(2, "active"));
    }

    @Test
    void anAnswerThatTellsOfABugIsFound() {
        findsOnly(NoBugIsAnswered.class, new Told().generates(1).fails());
    }
}
