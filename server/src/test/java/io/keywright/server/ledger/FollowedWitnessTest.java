package io.keywright.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Checkpoints;
import io.keywright.core.witness.ConfiguredWitness;
import io.keywright.core.witness.WitnessBook;
import io.keywright.core.witness.WitnessRules;
import io.keywright.core.witness.WitnessStatus.State;
import io.keywright.core.witness.Witnesses;
import io.keywright.model.Operation;
import io.keywright.server.harness.SmallLedger;
import io.keywright.server.harness.WitnessSite;
import io.keywright.server.witness.HttpWitness;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of several nodes one asks the witnesses; the others know what came of it. */
class FollowedWitnessTest {

    private static final WitnessRules RULES = new WitnessRules(1, Duration.ofHours(1));

    @TempDir
    Path folder;

    private final WitnessSite site = new WitnessSite("one.example/w");
    private SmallLedger ledger;

    @BeforeEach
    void open() throws Exception {
        ledger = new SmallLedger(folder);
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
        site.close();
    }

    /** What a node has of its own. */
    private record Node(WitnessBook book, Witnesses witnesses) {

        long witnessed() {
            return book.newest().orElseThrow().head().size();
        }
    }

    private Node node() throws Exception {
        WitnessBook book = new WitnessBook(
                ledger.store.witnesses(), List.of("one"), ledger.ring::signers, RULES, Clock.systemUTC());
        Checkpoints checkpoints =
                new Checkpoints(ledger.store.receipts(), ledger.ring, ledger.cosigner, book, Clock.systemUTC());
        URI url = URI.create(Objects.requireNonNull(site.properties("one").get("keywright.ledger.witnesses.one.url")));
        ConfiguredWitness witness = new ConfiguredWitness(
                "one", site.keys(), new HttpWitness(url, SSLContext.getDefault(), Duration.ofSeconds(20)));
        return new Node(
                book,
                new Witnesses(List.of(witness), RULES, checkpoints, ledger.store.receipts(), book, ledger.blocking()));
    }

    private long size() throws StoreException {
        return ledger.store.receipts().ledger(view -> view.head().size());
    }

    private void grow() {
        ledger.recorder
                .concluded(Attempt.of(SmallLedger.caller("acme", "m"), Operation.ENCRYPT), true)
                .join();
    }

    @Test
    void whatTheNodeThatAsksThemLearnsTheOthersKnowToo() throws Exception {
        site.know(ledger.ring.current().verifierKey());
        Node asking = node();
        Node following = node();
        grow();
        following.witnesses().follow();
        assertThat(following.book().newest()).isEmpty();
        assertThat(following.book().lag("one")).isEqualTo(size());

        asking.witnesses().round();
        following.witnesses().follow();
        assertThat(following.witnessed()).isEqualTo(size());
        assertThat(following.book().standing("one").state()).isEqualTo(State.COSIGNED);
        assertThat(following.book().lag("one")).isZero();

        grow();
        grow();
        following.witnesses().round();
        asking.witnesses().follow();
        assertThat(asking.witnessed()).as("after a take-over").isEqualTo(size());
    }
}
