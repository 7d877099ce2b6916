package io.keywright.server.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.SubscriptionChange;
import io.keywright.core.events.Deliverability;
import io.keywright.core.events.Deliveries;
import io.keywright.core.events.DeliveryWatch;
import io.keywright.core.events.EventSink;
import io.keywright.core.events.EventSinks;
import io.keywright.model.ErrorCode;
import io.keywright.model.Event;
import io.keywright.model.EventPayload;
import io.keywright.model.KeywrightException;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionState;
import io.keywright.model.SubscriptionTarget;
import io.keywright.server.harness.Eventually;
import io.keywright.server.observability.SubscriptionMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivery outlives whatever its sink throws, or shows that it is dead; others notice nothing. */
class DeliveryTest implements EventSinks, DeliveryWatch {

    private static final Duration DAY = Duration.ofDays(1);

    private final Map<String, BlockingQueue<String>> arrived = new ConcurrentHashMap<>();
    private final BlockingQueue<Throwable> broken = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> died = new LinkedBlockingQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();
    private volatile Runnable opening = () -> {};

    @TempDir
    private Path folder;

    private EventService service;

    @BeforeEach
    void begin() throws Exception {
        service = new EventService(folder, this, this);
    }

    @AfterEach
    void end() throws Exception {
        service.close();
        assertThat(open).hasValue(0);
    }

    @Override
    public void check(String tenantId, SubscriptionTarget target) {}

    @Override
    public EventSink open(Subscription subscription) {
        String url = ((SubscriptionTarget.Webhook) subscription.target()).url();
        if (url.equals("forbidden")) {
            opening.run();
            throw new KeywrightException(ErrorCode.INVALID_REQUEST, "url is forbidden by now.", Map.of());
        }
        open.incrementAndGet();
        return new Sink(url);
    }

    private final class Sink implements EventSink {

        private final String url;

        Sink(String url) {
            this.url = url;
        }

        @Override
        public int atOnce() {
            return 2;
        }

        @Override
        public Outcome deliver(List<Event> events) {
            if (url.equals("failing") && errors.getAndDecrement() > 0) {
                throw new OutOfMemoryError("a test's");
            }
            for (Event event : events) {
                if (event.payload() instanceof EventPayload.ReceiptKept kept) {
                    queue(url).add(new String(kept.canonical(), UTF_8));
                }
            }
            return new Outcome.Delivered();
        }

        @Override
        public Trial trial(Event event) {
            return new Trial(Optional.empty(), Optional.empty());
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }

    private BlockingQueue<String> queue(String url) {
        return arrived.computeIfAbsent(url, name -> new LinkedBlockingQueue<>());
    }

    @Override
    public void delivered(int events) {}

    @Override
    public void failed(Subscription subscription, String reason) {}

    @Override
    public void broken(Subscription subscription, Throwable cause) {
        broken.add(cause);
    }

    @Override
    public void died(Subscription subscription, String reason) {
        died.add(reason);
    }

    private void arrives(String url, List<UUID> receipts) throws InterruptedException {
        Set<UUID> seen = new LinkedHashSet<>();
        while (seen.size() < receipts.size()) {
            String receipt = queue(url).poll(40, TimeUnit.SECONDS);
            assertThat(receipt).isNotNull();
            receipts.stream().filter(id -> receipt.contains(id.toString())).forEach(seen::add);
        }
        assertThat(seen).containsExactlyElementsOf(receipts);
    }

    @Test
    void anErrorIsASetbackAndNothingIsLeftOut() throws Exception {
        errors.set(2);
        service.subscribe("failing");
        service.subscribe("good");
        List<UUID> receipts = List.of(service.happens(), service.happens(), service.happens());
        service.start();
        arrives("failing", receipts);
        arrives("good", receipts);
        assertThat(broken).hasSize(2).allMatch(OutOfMemoryError.class::isInstance);
        Eventually.passes(() ->
                assertThat(service.deliveries().deliverability(Duration.ZERO)).isEqualTo(new Deliverability(2, 0, 0)));
    }

    @Test
    void errorsWithoutEndShowAsADeadSubscription() throws Exception {
        errors.set(1000);
        Subscription failing = service.subscribe("failing");
        service.subscribe("good");
        UUID receipt = service.happens();
        service.start();
        arrives("good", List.of(receipt));
        assertThat(died.poll(40, TimeUnit.SECONDS)).contains("4 times", "an internal error; ask the operator");
        assertThat(service.stored(failing).state()).isEqualTo(SubscriptionState.DEAD);
        assertThat(service.deliveries().deliverability(DAY)).isEqualTo(new Deliverability(1, 0, 1));
    }

    @Test
    void aTargetThatIsNoLongerAllowedIsDeadAndSaysWhy() throws Exception {
        Subscription forbidden = service.subscribe("forbidden");
        service.happens();
        service.start();
        assertThat(died.poll(40, TimeUnit.SECONDS)).isEqualTo("url is forbidden by now.");
        assertThat(service.stored(forbidden).state()).isEqualTo(SubscriptionState.DEAD);
    }

    @Test
    void whoIsNotOnDutyDeliversNothingAndWhoTakesOverGoesOn() throws Exception {
        AtomicBoolean first = new AtomicBoolean(true);
        AtomicBoolean second = new AtomicBoolean();
        Subscription subscription = service.subscribe("good");
        List<UUID> receipts = List.of(service.happens(), service.happens(), service.happens());
        try (Deliveries one = service.node(first::get);
                Deliveries other = service.node(second::get)) {
            other.follow();
            one.follow();
            arrives("good", receipts);
            assertThat(one.trouble(subscription.subscriptionId())).isPresent();
            assertThat(other.trouble(subscription.subscriptionId())).isEmpty();

            first.set(false);
            notices(one);
            UUID meanwhile = service.happens();
            assertThat(queue("good")).isEmpty();

            second.set(true);
            notices(other);
            String next = queue("good").poll(40, TimeUnit.SECONDS);
            assertThat(next).as("nothing is told again").contains(meanwhile.toString());
            assertThat(one.deliverability(DAY)).isEqualTo(new Deliverability(0, 0, 0));
            assertThat(other.deliverability(DAY)).isEqualTo(new Deliverability(1, 0, 0));
        }
    }

    @Test
    void whatAnotherNodeMadeChangedAndEndedIsFollowed() throws Exception {
        service.start();
        Deliveries deliveries = service.deliveries();
        Subscription made = service.subscribe("good");
        UUID told = service.happens();
        notices(deliveries);
        arrives("good", List.of(told));

        Subscription changed = made.changedTo(new SubscriptionTarget.Webhook("better"), made.types());
        service.commit(new SubscriptionChange.Changed(changed));
        UUID toldElsewhere = service.happens();
        notices(deliveries);
        arrives("better", List.of(toldElsewhere));

        service.commit(new SubscriptionChange.Deleted(changed));
        notices(deliveries);
        assertThat(open).as("nothing is delivered any more").hasValue(0);
    }

    @Test
    void ofSubscriptionsOnlyTheOneThatWasChangedIsReadAgain() throws Exception {
        service.start();
        Subscription made = service.subscribe("good");
        Subscription another = service.subscribe("better");
        UUID told = service.happens();
        service.changed(made);
        arrives("good", List.of(told));
        assertThat(service.deliveries().deliverability(DAY)).isEqualTo(new Deliverability(1, 0, 0));

        service.commit(new SubscriptionChange.Died(made.subscriptionId(), 1, 0, "planned"));
        service.changed(made);
        assertThat(service.deliveries().deliverability(DAY)).isEqualTo(new Deliverability(0, 0, 1));

        service.commit(new SubscriptionChange.Deleted(made));
        service.changed(made);
        assertThat(service.deliveries().deliverability(DAY)).isEqualTo(new Deliverability(0, 0, 0));

        notices(service.deliveries());
        arrives("better", List.of(told));
        assertThat(service.stored(another).state()).isEqualTo(SubscriptionState.ACTIVE);
    }

    @Test
    void whoIsNotOnDutyGivesNothingUp() throws Exception {
        AtomicBoolean duty = new AtomicBoolean(true);
        CountDownLatch asked = new CountDownLatch(2);
        Subscription forbidden = service.subscribe("forbidden");
        try (Deliveries node = service.node(() -> {
            asked.countDown();
            return duty.get();
        })) {
            opening = () -> duty.set(false);
            node.follow();
            assertThat(asked.await(40, TimeUnit.SECONDS)).isTrue();
            notices(node);
            assertThat(died).isEmpty();
            assertThat(service.stored(forbidden).state()).isEqualTo(SubscriptionState.ACTIVE);

            duty.set(true);
            opening = () -> {};
            notices(node);
            assertThat(died.poll(40, TimeUnit.SECONDS)).contains("forbidden");
        }
    }

    @Test
    void metersOfDeliveriesKnowNothingWhereAnotherNodeDelivers() throws Exception {
        AtomicBoolean duty = new AtomicBoolean(true);
        service.subscribe("good");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Deliveries node = service.node(duty::get)) {
            new SubscriptionMeters(node, DAY).bindTo(registry);
            Gauge delivering = registry.get("kms.event.subscriptions")
                    .tag("state", "delivering")
                    .gauge();
            Gauge lag = registry.get("kms.event.lag.receipts").gauge();
            assertThat(delivering.value()).isNaN();
            node.follow();
            assertThat(delivering.value()).isOne();
            assertThat(lag.value()).isNotNaN();
            duty.set(false);
            assertThat(delivering.value()).isNaN();
            assertThat(lag.value()).isNaN();
        }
    }

    private static void notices(Deliveries node) throws Exception {
        node.changed();
        node.watch();
    }
}
