package io.keywright.server.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.journal.StoreException;
import io.keywright.model.Event;
import io.keywright.model.EventType;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import io.keywright.server.harness.Authorities;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the platform trusts for all changes whom each tenant trusts, so that each is told. */
class AnchorsOfAllTest {

    @TempDir
    Path folder;

    private AnchorService service;

    @BeforeEach
    void open() throws Exception {
        service = new AnchorService(folder, UnaryOperator.identity());
    }

    @AfterEach
    void close() throws StoreException {
        service.close();
    }

    private static String authority(String name) {
        return Authorities.pem(Authorities.create(name).certificate());
    }

    @Test
    void aTenantIsToldOfThemAsOfItsOwn() throws Exception {
        TrustAnchor ofAll = service.addForAll(authority("Of all"));
        TrustAnchor own = service.add(authority("Own"), "own").join().value();

        assertThat(service.told()).containsExactly(ofAll.anchorId(), own.anchorId());
    }

    @Test
    void aTenantIsToldNothingElseOfThePlatform() throws Exception {
        service.addForAll(authority("Of all"));
        service.add(authority("Own"), "own").join();

        assertThat(service.told(EnumSet.allOf(EventType.class)))
                .filteredOn(event -> event.scope().equals(Scope.OF_ALL))
                .extracting(Event::type)
                .containsExactly(EventType.TRUST_ANCHOR_UPDATED);
    }
}
