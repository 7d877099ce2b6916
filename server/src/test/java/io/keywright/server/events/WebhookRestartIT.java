package io.keywright.server.events;

import static io.keywright.server.events.Subscribing.LOCAL;
import static io.keywright.server.events.Subscribing.id;
import static io.keywright.server.events.Subscribing.sign;
import static io.keywright.server.events.Subscribing.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.WebhookReceiver;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A server that ends, in order or not, goes on with its webhooks where it was. */
class WebhookRestartIT {

    @Test
    void aPowerFailureRepeatsSomeAndLosesNone() throws Exception {
        try (Installation own = Installation.start(LOCAL);
                WebhookReceiver target = new WebhookReceiver(own)) {
            Identity identity = Identity.ofNewTenant();
            Kms kms = own.as(identity);
            String key = kms.newKey("Ed25519");
            id(subscribe(kms, target.url("/hook"), "event_types", List.of("signature_created")));
            List<String> signed = new ArrayList<>(sign(kms, key, 30));
            Set<String> heard = new LinkedHashSet<>();
            target.next(10).forEach(delivery -> heard.add(delivery.payload("operation_id")));
            own.kill();
            own.start();
            signed.addAll(sign(kms, key, 5));
            while (!heard.contains(signed.getLast())) {
                heard.add(target.next().payload("operation_id"));
            }
            assertThat(heard).containsExactlyElementsOf(signed);
        }
    }

    @Test
    void aRestartInOrderGoesOnWhereItWas() throws Exception {
        try (Installation own = Installation.start(LOCAL);
                WebhookReceiver target = new WebhookReceiver(own)) {
            Kms kms = own.as(Identity.ofNewTenant());
            String key = kms.newKey("Ed25519");
            id(subscribe(kms, target.url("/hook"), "event_types", List.of("signature_created")));
            sign(kms, key, 5);
            target.next(5);
            assertThat(own.stop()).isIn(0, 143);
            own.start();
            List<String> after = sign(kms, key, 1);
            assertThat(target.next().payload("operation_id")).isEqualTo(after.getFirst());
        }
    }
}
