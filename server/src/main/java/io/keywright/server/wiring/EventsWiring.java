package io.keywright.server.wiring;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.events.CloudEvents;
import io.keywright.core.events.Deliveries;
import io.keywright.core.events.EventAccess;
import io.keywright.core.events.EventFeed;
import io.keywright.core.events.EventSinks;
import io.keywright.core.events.SubscriptionCatalogue;
import io.keywright.core.events.SubscriptionTrials;
import io.keywright.core.events.Subscriptions;
import io.keywright.core.events.WebhookSecrets;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.node.NodeLease;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.work.Bell;
import io.keywright.core.work.Supervisor;
import io.keywright.server.config.DeliveryRulesReader;
import io.keywright.server.config.EventRulesReader;
import io.keywright.server.config.KafkaRulesReader;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.WebhookRulesReader;
import io.keywright.server.identity.Callers;
import io.keywright.server.observability.EventMeters;
import io.keywright.server.observability.SubscriptionMeters;
import io.keywright.server.observability.tracing.Tracing;
import io.keywright.server.rest.events.EventStreams;
import io.keywright.sinks.kafka.KafkaSinks;
import io.keywright.sinks.webhook.WebhookSinks;
import io.keywright.store.Store;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The part of {@link Wiring} that tells others what happens. */
@Singleton
class EventsWiring {

    private final KeywrightConfig config;
    private final Clock clock = Clock.systemUTC();

    EventsWiring(KeywrightConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    EventFeed eventFeed(ReceiptStore receipts, Journal journal, Supervisor supervisor) {
        Bell bell = new Bell();
        journal.afterEachCommit(bell::ring);
        return new EventFeed(receipts, bell, supervisor);
    }

    @Produces
    @Singleton
    EventAccess eventAccess(Authorizer authorizer) {
        return new EventAccess(authorizer);
    }

    @Produces
    @Singleton
    EventStreams eventStreams(EventFeed feed, EventAccess access, Callers callers) {
        return new EventStreams(feed, access, callers, EventRulesReader.read(config.events()));
    }

    /** Quarkus binds every binder that is a bean. */
    @Produces
    @Singleton
    MeterBinder streamMeters(EventStreams streams) {
        return registry -> Gauge.builder("kms.event.streams", streams, EventStreams::open)
                .description("Event streams that are open")
                .register(registry);
    }

    @Produces
    @Singleton
    WebhookSecrets webhookSecrets(TenantRoots roots, Store store, CryptoProviders crypto) {
        return new WebhookSecrets(roots, store.subscriptions(), crypto, clock);
    }

    @Produces
    @Singleton
    WebhookSinks webhookSinks(LedgerKeyring ledgerKeys) {
        return new WebhookSinks(
                WebhookRulesReader.read(config.events().webhooks()), new CloudEvents(ledgerKeys.origin()), clock);
    }

    @Produces
    @Singleton
    KafkaSinks kafkaSinks(LedgerKeyring ledgerKeys) {
        return new KafkaSinks(KafkaRulesReader.read(config.events().kafka()), new CloudEvents(ledgerKeys.origin()));
    }

    void close(@Disposes KafkaSinks sinks) {
        sinks.close();
    }

    @Produces
    @Singleton
    EventSinks eventSinks(WebhookSinks webhooks, KafkaSinks kafka, WebhookSecrets secrets, Tracing tracing) {
        return new EventSinkAdapters(webhooks, kafka, secrets, tracing);
    }

    @Produces
    @Singleton
    Deliveries deliveries(
            Store store, NodeLease lease, EventFeed feed, EventSinks sinks, Journal journal, MeterRegistry registry) {
        return new Deliveries(
                store.subscriptions(),
                lease::isHeld,
                feed,
                sinks,
                journal,
                DeliveryRulesReader.read(config.events()),
                new EventMeters(registry),
                clock);
    }

    @Produces
    @Singleton
    MeterBinder subscriptionMeters(Deliveries deliveries) {
        return new SubscriptionMeters(deliveries, config.events().warnAfter());
    }

    @Produces
    @Singleton
    SubscriptionCatalogue subscriptionCatalogue(EventAccess access, Store store, Deliveries deliveries) {
        return new SubscriptionCatalogue(access, store.subscriptions(), deliveries);
    }

    @Produces
    @Singleton
    SubscriptionTrials subscriptionTrials(
            Authorizer authorizer, SubscriptionCatalogue catalogue, EventSinks sinks, UuidV7 ids) {
        return new SubscriptionTrials(authorizer, catalogue, sinks, ids, clock);
    }

    @Produces
    @Singleton
    Subscriptions subscriptions(
            Authorizer authorizer,
            SubscriptionCatalogue catalogue,
            Deliveries deliveries,
            EventFeed feed,
            EventSinks sinks,
            WebhookSecrets secrets,
            UuidV7 ids) {
        return new Subscriptions(
                authorizer,
                catalogue,
                deliveries,
                feed,
                sinks,
                secrets,
                ids,
                clock,
                config.events().subscriptionsPerTenant());
    }
}
